// Counter-based random numbers, the twin of src/core/random.ts: same words for the same key and counter.
//   pcg4d (Jarzynski & Olano, JCGT 9(3), 2020); Philox4x32-10 (Salmon et al., SC 2011) with @if(philox).
// Counter: (member, generation, draw, purpose); how the key enters is said in the twin. Packing of per-dimension draws:
// draw = dimension >> 1; words x and y belong to the even dimension, z and w to the odd one.

// What does not change from draw to draw.

struct Stream { start: vec4u }


fn open_stream(key: vec3u, member: u32, generation: u32, purpose: u32) -> Stream {
  return Stream((vec4u(member, generation, 0u, purpose) + vec4u(key, 0u)) * 1664525u + 1013904223u);
}


fn draw_words(stream: Stream, draw: u32) -> vec4u {
  var v = stream.start;
  v.z += draw * 1664525u;
  v.x += v.y * v.w;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v.w += v.y * v.z;
  v ^= v >> vec4u(16u);
  v.x += v.y * v.w;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v.w += v.y * v.z;
  return v;
}









// High half of a 64-bit product, by 16-bit halves; no sum passes 2^32.
fn multiply_high(a: u32, b: u32) -> u32 {
  let a_low = a & 0xffffu;
  let a_high = a >> 16u;
  let b_low = b & 0xffffu;
  let b_high = b >> 16u;
  let cross = a_high * b_low + ((a_low * b_low) >> 16u);
  let middle = a_low * b_high + (cross & 0xffffu);
  return a_high * b_high + (cross >> 16u) + (middle >> 16u);
}














// A word as a number in [0, 1], mean 1/2, step 2^-24: read as signed, so that one conversion and one rounding suffice.
fn to_uniform(word: u32) -> f32 {
  return f32(bitcast<i32>(word)) * 0x1p-32 + 0.5;
}

// A word as an index in [0, count).
fn to_index(word: u32, count: u32) -> u32 {
  return multiply_high(word, count);
}

// Inside [low, high]. By comparisons: clamp(), min() and max() also have to say what becomes of NaN, which on a software
// adapter costs more than the rest of a particle's step.
fn keep_between(x: f32, low: f32, high: f32) -> f32 {
  return select(select(x, high, x > high), low, x < low);
}

// Inside [-limit, limit], for limit >= 0.
fn keep_within(x: f32, limit: f32) -> f32 {
  let signed_limit = bitcast<f32>((bitcast<u32>(x) & 0x80000000u) | bitcast<u32>(limit));
  return select(x, signed_limit, abs(x) > limit);
}

// The state of a swarm and its bindings, shared by every kernel of the swarms.
//   positions, velocities, best_positions: f32 in tiles: [repeat][member / TILE][dimension][member % TILE]; TILE = 1 is
//     particle-major, larger tiles let neighbouring invocations read neighbouring words.
//   values: [repeat][member][4]: own best value, its violation, present value, its violation.
//   bests: [repeat][2][dimension]: the attractor (best since the last restart), the best ever.
//   swarms: one record a repeat; history: [repeat][settings.history] best value of each generation, a ring.
//   problem: what the objective needs.
//   memory, with @if(memory): [repeat][2] members that take part and evaluations so far; then for each repeat, from
//     memory_base(repeat) on, the swarm's own words and [word][member] those of the members. Zeros at the start.
// Eight storage buffers: the default limit.



override TILE: u32 = 16u;
override WORKGROUP_SIZE: u32 = 64u;

// The value of what is not finite, and of nothing: worse than every number that an objective may give.
const WORST: f32 = 3.0e38;
const NOBODY: u32 = 0xffffffffu;

struct Settings {
  particles: u32,
  dimensions: u32,
  // Members in memory a repeat: particles rounded up to whole tiles.
  padded: u32,
  history: u32,
  // The box where it is the same in every dimension.
  lower: f32,
  upper: f32,
  // Members that move in a generation: all, or half of them.
  movers: u32,
  // Last generation; stops: 0 means none.
  generation_limit: u32,
  // Evaluations that may be spent: in those of the movers, with a memory one by one.
  evaluation_limit: u32,
  stagnation_limit: u32,
  restart_after: u32,
  has_target: u32,
  target_value: f32,
  // Members a block when the best is sought in two levels.
  blocks: u32,
  // Members that came with given places: initialise leaves them.
  given: u32,
  // Where in `problem` the lower and then the upper bounds stand, for a box of its own in every dimension.
  box_at: u32,
  // Words of a repeat's memory, and how many of them are the swarm's own; where the first repeat's begin.
  memory_stride: u32,
  swarm_words: u32,
  memory_at: u32,
  // Which of the first 64 dimensions are whole numbers or choices, a bit each; there are none beyond.
  discrete_low: u32,
  discrete_high: u32,
  // What a violation weighs; how fast the leeway falls, as shares of the time that it has.
  penalty: f32,
  leeway_per_generation: f32,
  leeway_per_evaluation: f32,
}

struct Swarm {
  key: vec3u,
  // Generations concluded, the initial one included.
  evaluated: u32,
  // 0 goes on; else why it stopped: 1 generations, 2 target, 3 stagnation.
  stopped: u32,
  attractor_value: f32,
  attractor_violation: f32,
  best_value: f32,
  best_violation: f32,
  // Generations since the best ever got better, and since the attractor did.
  stale: u32,
  idle: u32,
  // The generation that draws all members anew.
  restart_at: u32,
  restarts: u32,
  not_finite: atomic<u32>,
  best_generation: u32,
  best_member: u32,
  // The latest generation that did not better the attractor.
  unimproved: u32,
  // Of an objective that somebody wrote: what is at fault; 0: nothing.
  fault: atomic<u32>,
  // Violations up to the second count as none; it falls from the first, that of the start.
  leeway_first: f32,
  leeway: f32,
  // Members that went without an evaluation in the generation under way.
  passed_over: atomic<u32>,
}

@group(0) @binding(0) var<uniform> settings: Settings;
@group(0) @binding(1) var<storage, read_write> positions: array<f32>;
@group(0) @binding(2) var<storage, read_write> velocities: array<f32>;
@group(0) @binding(3) var<storage, read_write> best_positions: array<f32>;
@group(0) @binding(4) var<storage, read_write> values: array<f32>;
@group(0) @binding(5) var<storage, read_write> bests: array<f32>;
@group(0) @binding(6) var<storage, read_write> swarms: array<Swarm>;
@group(0) @binding(7) var<storage, read_write> history: array<f32>;
@group(0) @binding(8) var<storage, read> problem: array<f32>;



// Members that take part: those below this number. The others neither move nor count as best.





fn active_of(repeat: u32) -> u32 {
  return settings.particles;
}

// Members that are evaluated in the next generation: those that take part, or as many as there are evaluations left for.










fn turns_of(repeat: u32) -> u32 {
  return settings.particles;
}






// Where the words of a repeat begin: those of the swarm.





// Where a word of a member stands.





// The box in dimension d.
fn lower_at(d: u32) -> f32 {

  return settings.lower;


}

fn upper_at(d: u32) -> f32 {

  return settings.upper;


}

// Whether dimension d stands for a whole number or a choice; neighbouring ones are 1 apart.
fn is_discrete(d: u32) -> bool {
  return d < 64u && ((select(settings.discrete_low, settings.discrete_high, d >= 32u) >> (d & 31u)) & 1u) != 0u;
}

// Deb's rules (2000): less violation first, then the lower value. Feasible means violation 0.
fn is_better_by_rules(value: f32, violation: f32, than_value: f32, than_violation: f32) -> bool {
  return violation < than_violation || (violation == than_violation && value < than_value);
}

// Violations up to here count as none, in the repeat that an entry point works for.



// What every entry point that compares does first.
fn open_repeat(repeat: u32) {


}

// What the search prefers: by Deb's rules; with @if(leeway) by them once small violations count as none; with @if(penalty) by
// the value and so many times the violation.
fn is_better(value: f32, violation: f32, than_value: f32, than_violation: f32) -> bool {










  return is_better_by_rules(value, violation, than_value, than_violation);
}

// Index of a member's first coordinate; dimension d lies d * TILE further.
fn member_base(repeat: u32, member: u32) -> u32 {
  return (repeat * settings.padded + member / TILE * TILE) * settings.dimensions + member % TILE;
}

// sin(pi x) by range reduction and polynomial, since WGSL's own sin is only good to 2^-11 and only inside [-pi, pi].
// floor(x + 1/2) instead of round(x), whose ties to even a software adapter works out in some ten instructions.
// Polynomials: Chebyshev interpolation of sin(pi sqrt(t)) / sqrt(t) on t in [0, 1/4], degree 4, error 7e-9.

const PI: f32 = 3.14159265;

// sin(pi r) for r in [-1/2, 1/2]; relative error about 2e-7 near 0.
fn sin_pi_reduced(r: f32) -> f32 {
  let t = r * r;
  return r * (3.14159264 + t * (-5.16771008 + t * (2.55007739 + t * (-0.59829041 + t * 0.07765591))));
}

// sin(pi x)^2: period 1, even. |x| < 2^23; the phase is as good as x's own spacing.
fn sin_pi_squared(x: f32) -> f32 {
  let s = sin_pi_reduced(x - floor(x + 0.5));
  return s * s;
}

// sin(pi x) for |x| < 2^23.
fn sin_pi(x: f32) -> f32 {
  let whole = floor(x + 0.5);
  let s = sin_pi_reduced(x - whole);
  // An odd number of half turns flips the sign.
  return select(s, -s, (i32(whole) & 1) != 0);
}

// exp(x) - 1 without cancellation near 0: Taylor to x^7 for |x| < 1/2 (next term below 1e-7 of x).
fn exp_minus_one(x: f32) -> f32 {
  let series = x * (1.0 + x * (0.5 + x * (0.16666667 + x * (0.041666667 + x * (0.0083333333 + x * (0.0013888889 + x * 0.00019841270))))));
  return select(exp(x) - 1.0, series, abs(x) < 0.5);
}

// Rastrigin: sum of z^2 + 20 sin(pi z)^2, which is 10 D + sum of z^2 - 10 cos(2 pi z) without its cancellation.



struct Accumulator { sum: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  (*a).sum += z * z + 20.0 * sin_pi_squared(z);
}

fn finish(a: Accumulator) -> f32 {
  return a.sum;
}

// A catalogue function of the position itself.

fn observe(a: ptr<function, Accumulator>, x: f32, d: u32) {
  accumulate(a, x, d);
}

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  return vec2f(finish(*a), 0.0);
}

// Places are drawn evenly in the box, each coordinate from a word of its own.

fn place_in(repeat: u32, member: u32, generation: u32, d: u32, word: u32, lower: f32, upper: f32) -> f32 {
  return keep_between(lower + to_uniform(word) * (upper - lower), lower, upper);
}

// Members start at rest.
// x: where the member starts; word: drawn for it in this dimension. Returns its velocity.

fn start_velocity(x: f32, word: u32, lower: f32, upper: f32) -> f32 {
  return 0.0;
}

// Everybody follows the swarm's best.

fn find_attractor(repeat: u32, member: u32) -> u32 {
  return repeat * 2u * settings.dimensions;
}

fn read_attractor(attractor: u32, d: u32) -> f32 {
  return bests[attractor + d];
}

// Stops at the bound and loses the velocity (absorbing wall, Robinson & Rahmat-Samii 2004).
// y: where the step leads; v: its velocity. Returns position and velocity.

fn confine(y: f32, v: f32, lower: f32, upper: f32, pull: Pull, d: u32) -> vec2f {
  let edge = keep_between(y, lower, upper);
  return vec2f(edge, select(0.0, v, edge == y));
}

// PSO: a velocity that is kept in part, and pulled to the own best and to an attractor.
//   v' = w v + c1 r1 (p - x) + c2 r2 (g - x);  x' = x + v'        (Shi & Eberhart 1998)
// Constriction (Clerc & Kennedy 2002) is the same with w = chi, c = chi phi. g is what swarm::topology gives: the swarm's
// best, or the best own best among neighbours. r1, r2 are new for every member, generation and dimension.




const PURPOSE_VELOCITY: u32 = 2u;

struct Knobs {
  // w falls from the first to the second over inertia_generations; 0 generations: constant.
  inertia_first: f32,
  inertia_last: f32,
  inertia_generations: f32,
  cognitive: f32,
  social: f32,
  // Share of the box.
  velocity_limit: f32,
  // Of the topology: how far neighbours are, and after how many generations they change.
  reach: u32,
  period: u32,
}

@group(0) @binding(12) var<uniform> knobs: Knobs;

// What is the same in all dimensions of a member's step; read once, since a software adapter hoists nothing out of loops.
struct Pull {
  key: vec3u,
  member: u32,
  generation: u32,
  base: u32,
  attractor: u32,
  inertia: f32,
  cognitive: f32,
  social: f32,
  lower: f32,
  upper: f32,
  limit: f32,
}

fn move_dimension(pull: Pull, d: u32, word1: u32, word2: u32) -> f32 {
  let at = pull.base + d * TILE;
  let x = positions[at];
  let g = read_attractor(pull.attractor, d);

  let lower = pull.lower;

  let upper = pull.upper;

  let limit = pull.limit;






  let free = pull.inertia * velocities[at] + pull.cognitive * to_uniform(word1) * (best_positions[at] - x) + pull.social * to_uniform(word2) * (g - x);
  let v = keep_within(free, limit);
  let inside = confine(x + v, v, lower, upper, pull, d);
  positions[at] = inside.x;
  velocities[at] = inside.y;
  return inside.x;
}

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  let share = select(0.0, min(1.0, f32(generation - 1u) / max(1.0, knobs.inertia_generations - 1.0)), knobs.inertia_generations > 0.0);
  let pull = Pull(
    swarms[repeat].key,
    member,
    generation,
    member_base(repeat, member),
    find_attractor(repeat, member),
    knobs.inertia_first + share * (knobs.inertia_last - knobs.inertia_first),
    knobs.cognitive,
    knobs.social,
    settings.lower,
    settings.upper,
    knobs.velocity_limit * (settings.upper - settings.lower),
  );
  let stream = open_stream(pull.key, member, generation, PURPOSE_VELOCITY);
  var seen: Accumulator;
  let dimensions = settings.dimensions;
  let pairs = dimensions >> 1u;
  for (var pair = 0u; pair < pairs; pair++) {
    let words = draw_words(stream, pair);
    let d = 2u * pair;
    observe(&seen, move_dimension(pull, d, words.x, words.y), d);
    observe(&seen, move_dimension(pull, d + 1u, words.z, words.w), d + 1u);
  }
  if ((dimensions & 1u) != 0u) {
    let words = draw_words(stream, pairs);
    observe(&seen, move_dimension(pull, dimensions - 1u, words.x, words.y), dimensions - 1u);
  }
  return seen;
}

// What every algorithm shares: places are drawn, members move, the objective judges them, own bests are kept. How a member
// moves is the module swarm::move:
//   struct Knobs, bound as `knobs`: the algorithm's numbers, where it has some.
//   move_member(repeat, member, generation) -> Accumulator: writes the member's positions and velocities, observes them.
//   choose_member(repeat, index, generation) -> u32: with @if(chooses), where not all members move: the one that the index
//     stands for, which moves next. With @if(half) settings.movers of them do.
// Places that are drawn are the module swarm::place, the velocity that a member starts with is swarm::start.
// With @if(passes_over) a member may go without an evaluation: where choose_member gives NOBODY, or a move says so in
// is_passed_over. Its values stay as they were.
// With @if(deferred) own bests change in a dispatch of their own after `step`: for moves that read those of others.
// With @if(memory) an algorithm has words of its own, of the swarm and of members (state.wgsl), may change how many members
// take part, and its evaluations are counted one by one. What it works out between generations are entry points of its
// own, in a shader of its own, before every `step` (move-shaders.ts).
// One invocation: one member, all dimensions. No barriers; default limits. Layouts: state.wgsl.








const PURPOSE_INITIAL_POSITION: u32 = 0u;

// Where a dispatch begins: a generation may be cut into several, so that none holds the device for long.
struct Part { first: u32 }

@group(1) @binding(0) var<uniform> part: Part;

// The member that moves now is not to be evaluated.



const is_passed_over: bool = false;

fn draw_place(repeat: u32, member: u32, generation: u32, keep: bool) -> Accumulator {
  let base = member_base(repeat, member);
  let stream = open_stream(swarms[repeat].key, member, generation, PURPOSE_INITIAL_POSITION);
  var seen: Accumulator;
  for (var d = 0u; d < settings.dimensions; d++) {
    let at = base + d * TILE;
    let lower = lower_at(d);
    let upper = upper_at(d);
    let words = draw_words(stream, d);
    if (!keep) {
      positions[at] = place_in(repeat, member, generation, d, words.x, lower, upper);
    }
    velocities[at] = start_velocity(positions[at], words.y, lower, upper);
    observe(&seen, positions[at], d);
  }
  return seen;
}

// Takes the objective's answer for the place where the member now is.
fn settle(repeat: u32, member: u32, seen: Accumulator, afresh: bool) {
  let base = member_base(repeat, member);
  var accumulated = seen;
  let answer = conclude(&accumulated, base);
  var value = answer.x;
  var violation = answer.y;
  // By bits, since a shader may be compiled as if there were no NaN: exponent 254 and up is not below WORST.
  let value_bits = bitcast<u32>(value) & 0x7fffffffu;
  let violation_bits = bitcast<u32>(violation) & 0x7fffffffu;
  let worst_bits = bitcast<u32>(WORST);
  if (value_bits >= worst_bits || violation_bits >= worst_bits) {
    value = WORST;
    violation = WORST;
    atomicAdd(&swarms[repeat].not_finite, 1u);
  }
  let slot = (repeat * settings.padded + member) * 4u;
  values[slot + 2u] = value;
  values[slot + 3u] = violation;
  if (afresh) {
    values[slot] = WORST;
    values[slot + 1u] = WORST;
  }
 {
    remember_place(slot, base, value, violation, afresh);
  }
}

fn remember_place(slot: u32, base: u32, value: f32, violation: f32, afresh: bool) {

  let is_kept = is_better(value, violation, values[slot], values[slot + 1u]);




  if (afresh || is_kept) {
    values[slot] = value;
    values[slot + 1u] = violation;
    for (var d = 0u; d < settings.dimensions; d++) {
      best_positions[base + d * TILE] = positions[base + d * TILE];
    }
  }
}

// Generation 0: draws the places (or keeps the given ones) and evaluates them.
@compute @workgroup_size(WORKGROUP_SIZE)
fn initialise(@builtin(global_invocation_id) id: vec3u) {
  let member = part.first + id.x;
  if (member >= turns_of(id.y)) {
    return;
  }
  let seen = draw_place(id.y, member, 0u, member < settings.given);
  settle(id.y, member, seen, true);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn step(@builtin(global_invocation_id) id: vec3u) {
  let index = part.first + id.x;
  let repeat = id.y;
  if (index >= turns_of(repeat) || swarms[repeat].stopped != 0u) {
    return;
  }
  open_repeat(repeat);
  let generation = swarms[repeat].evaluated;
  if (swarms[repeat].restart_at == generation) {
    let drawn = draw_place(repeat, index, generation, false);
    settle(repeat, index, drawn, true);
    return;
  }







  let member = index;





  let seen = move_member(repeat, member, generation);





  settle(repeat, member, seen, false);
}

// After everybody has looked at the own bests.













