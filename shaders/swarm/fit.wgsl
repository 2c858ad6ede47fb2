// One generation of the swarm of a fit: PSO in niches of eight over the nonlinear parameters in [-1, 1], and the residual
// sum of squares with the linear parameters solved for.
//   v' = w v + c1 r1 (p - u) + c2 r2 (n - u);  u' = u + v'       n: best own best of the member's niche
// Members of even niches see the box linearly, of odd ones by decades (src/models/swarm/fit/box-maps.numeric.ts).
// from, to: [member][parameter] positions, velocities, best positions, then best values, f32; a dispatch reads one and
// writes the other, so that a niche looks at one generation. data: response, then one column after another, f32.
// box: lower, upper, largest, low, high of each nonlinear parameter, then lower, upper of each linear one.
// One invocation: one member, all rows. No barriers; default limits. The oracle: fit-swarm.reference.ts.

import lib::random;
import lib::formula;
import swarm::fit_model;
import swarm::bounds;
import swarm::boundary;
import swarm::fit_objective;

const NICHE: u32 = 8u;
const PURPOSE_VELOCITY: u32 = 2u;
// asinh(1e6)
const CURVATURE: f32 = 14.508658;

struct Settings {
  key: vec3u,
  members: u32,
  inertia: f32,
  cognitive: f32,
  social: f32,
  limit: f32,
}
// First member of this dispatch; its generation, which picks the random numbers; 0: members are valued where they are.
struct Part { first: u32, generation: u32, moves: u32 }
// What a boundary may ask of a member's step.
struct Pull { key: vec3u, member: u32, generation: u32 }

override WORKGROUP_SIZE: u32 = 64u;

@group(0) @binding(0) var<uniform> settings: Settings;
@group(0) @binding(1) var<storage, read> data: array<f32>;
@group(0) @binding(2) var<storage, read> box: array<f32>;
@group(0) @binding(3) var<storage, read_write> not_finite: atomic<u32>;
@group(1) @binding(0) var<uniform> part: Part;
@group(2) @binding(0) var<storage, read> before: array<f32>;
@group(2) @binding(1) var<storage, read_write> after: array<f32>;

fn velocity_at() -> u32 {
  return settings.members * Q;
}

fn best_at() -> u32 {
  return 2u * settings.members * Q;
}

fn value_at() -> u32 {
  return 3u * settings.members * Q;
}

fn from_unit(u: f32, d: u32, decades: bool) -> f32 {
  let lower = box[5u * d];
  let upper = box[5u * d + 1u];
  let share = 0.5 * (u + 1.0);
  var value = lower + share * (upper - lower);
  if (decades) {
    let low = box[5u * d + 3u];
    let t = low + share * (box[5u * d + 4u] - low);
    let size = abs(t);
    let sinh = exp(CURVATURE * (size - 1.0)) * (1.0 - exp(-2.0 * CURVATURE * size));
    value = select(1.0, -1.0, t < 0.0) * box[5u * d + 2u] * sinh;
  }
  return keep_between(value, lower, upper);
}

// Values the member where `after` has it, and keeps the better of that and its own best in `before`.
fn settle(member: u32) {
  let decades = ((member / NICHE) & 1u) == 1u;
  let base = member * Q;
  for (var d = 0u; d < Q; d++) {
    nonlinear[d] = from_unit(after[base + d], d, decades);
  }
  let value = objective();
  if (value >= WORST) {
    atomicAdd(&not_finite, 1u);
  }
  let own = before[value_at() + member];
  let is_better = value < own;
  after[value_at() + member] = select(own, value, is_better);
  for (var d = 0u; d < Q; d++) {
    let at = best_at() + base + d;
    after[at] = select(before[at], after[base + d], is_better);
  }
}

fn move_member(member: u32) {
  let niche = member - member % NICHE;
  var best = niche;
  for (var other = niche + 1u; other < min(niche + NICHE, settings.members); other++) {
    if (before[value_at() + other] < before[value_at() + best]) {
      best = other;
    }
  }
  let pull = Pull(settings.key, member, part.generation);
  let stream = open_stream(settings.key, member, part.generation, PURPOSE_VELOCITY);
  var words: vec4u;
  for (var d = 0u; d < Q; d++) {
    if ((d & 1u) == 0u) {
      words = draw_words(stream, d >> 1u);
    }
    let pair = select(words.xy, words.zw, (d & 1u) == 1u);
    let at = member * Q + d;
    let u = before[at];
    let own = before[best_at() + at];
    let attractor = before[best_at() + best * Q + d];
    let free = settings.inertia * before[velocity_at() + at] + settings.cognitive * to_uniform(pair.x) * (own - u) + settings.social * to_uniform(pair.y) * (attractor - u);
    let v = keep_between(free, -settings.limit, settings.limit);
    let inside = confine(u + v, v, -1.0, 1.0, pull, d);
    after[at] = inside.x;
    after[velocity_at() + at] = inside.y;
  }
}

fn keep_member(member: u32) {
  for (var d = 0u; d < Q; d++) {
    after[member * Q + d] = before[member * Q + d];
    after[velocity_at() + member * Q + d] = 0.0;
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn step(@builtin(global_invocation_id) id: vec3u) {
  let member = part.first + id.x;
  if (member >= settings.members) {
    return;
  }
  if (part.moves == 0u) {
    keep_member(member);
  } else {
    move_member(member);
  }
  settle(member);
}
