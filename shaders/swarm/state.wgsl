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

import swarm::bounds;

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
@if(memory)
@group(0) @binding(13) var<storage, read_write> memory: array<u32>;

// Members that take part: those below this number. The others neither move nor count as best.
@if(memory)
fn active_of(repeat: u32) -> u32 {
  return memory[2u * repeat];
}
@if(!memory)
fn active_of(repeat: u32) -> u32 {
  return settings.particles;
}

// Members that are evaluated in the next generation: those that take part, or as many as there are evaluations left for.
@if(memory)
fn turns_of(repeat: u32) -> u32 {
  var most = memory[2u * repeat];
  @if(half)
  if (swarms[repeat].evaluated != 0u && swarms[repeat].evaluated != swarms[repeat].restart_at) {
    most = settings.movers;
  }
  return min(most, settings.evaluation_limit - memory[2u * repeat + 1u]);
}
@if(!memory)
fn turns_of(repeat: u32) -> u32 {
  return settings.particles;
}

@if(memory)
fn evaluations_of(repeat: u32) -> u32 {
  return memory[2u * repeat + 1u];
}

// Where the words of a repeat begin: those of the swarm.
@if(memory)
fn memory_base(repeat: u32) -> u32 {
  return settings.memory_at + repeat * settings.memory_stride;
}

// Where a word of a member stands.
@if(memory)
fn member_word(repeat: u32, member: u32, word: u32) -> u32 {
  return memory_base(repeat) + settings.swarm_words + word * settings.padded + member;
}

// The box in dimension d.
fn lower_at(d: u32) -> f32 {
  @if(!own_box)
  return settings.lower;
  @if(own_box)
  return problem[settings.box_at + d];
}

fn upper_at(d: u32) -> f32 {
  @if(!own_box)
  return settings.upper;
  @if(own_box)
  return problem[settings.box_at + settings.dimensions + d];
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
@if(leeway)
var<private> leeway: f32;

// What every entry point that compares does first.
fn open_repeat(repeat: u32) {
  @if(leeway)
  leeway = swarms[repeat].leeway;
}

// What the search prefers: by Deb's rules; with @if(leeway) by them once small violations count as none; with @if(penalty) by
// the value and so many times the violation.
fn is_better(value: f32, violation: f32, than_value: f32, than_violation: f32) -> bool {
  @if(leeway)
  return is_better_by_rules(value, select(violation, 0.0, violation <= leeway), than_value, select(than_violation, 0.0, than_violation <= leeway));
  @if(penalty) {
    // What is not finite comes last, whatever it weighs.
    if (violation >= WORST || than_violation >= WORST) {
      return violation < than_violation;
    }
    return value + settings.penalty * violation < than_value + settings.penalty * than_violation;
  }
  @if(rules)
  return is_better_by_rules(value, violation, than_value, than_violation);
}

// Index of a member's first coordinate; dimension d lies d * TILE further.
fn member_base(repeat: u32, member: u32) -> u32 {
  return (repeat * settings.padded + member / TILE * TILE) * settings.dimensions + member % TILE;
}
