// Where the fields of structs stand in memory, in bytes, and the numbers of bindings. Made from the linked shaders: edit those,
// then run `npx vitest run --project unit src/models/swarm/shader-layouts.test.ts --update`.

export const psoLayout = {
  structs: {
    Settings: {
      sizeBytes: 96,
      fields: {
        particles: ['u32', 0],
        dimensions: ['u32', 4],
        padded: ['u32', 8],
        history: ['u32', 12],
        lower: ['f32', 16],
        upper: ['f32', 20],
        movers: ['u32', 24],
        generation_limit: ['u32', 28],
        evaluation_limit: ['u32', 32],
        stagnation_limit: ['u32', 36],
        restart_after: ['u32', 40],
        has_target: ['u32', 44],
        target_value: ['f32', 48],
        blocks: ['u32', 52],
        given: ['u32', 56],
        box_at: ['u32', 60],
        memory_stride: ['u32', 64],
        swarm_words: ['u32', 68],
        memory_at: ['u32', 72],
        discrete_low: ['u32', 76],
        discrete_high: ['u32', 80],
        penalty: ['f32', 84],
        leeway_per_generation: ['f32', 88],
        leeway_per_evaluation: ['f32', 92],
      },
    },
    Swarm: {
      sizeBytes: 96,
      fields: {
        key: ['vec3u', 0],
        evaluated: ['u32', 12],
        stopped: ['u32', 16],
        attractor_value: ['f32', 20],
        attractor_violation: ['f32', 24],
        best_value: ['f32', 28],
        best_violation: ['f32', 32],
        stale: ['u32', 36],
        idle: ['u32', 40],
        restart_at: ['u32', 44],
        restarts: ['u32', 48],
        not_finite: ['u32', 52],
        best_generation: ['u32', 56],
        best_member: ['u32', 60],
        unimproved: ['u32', 64],
        fault: ['u32', 68],
        leeway_first: ['f32', 72],
        leeway: ['f32', 76],
        passed_over: ['u32', 80],
      },
    },
    Part: {
      sizeBytes: 4,
      fields: {
        first: ['u32', 0],
      },
    },
    Sample: {
      sizeBytes: 8,
      fields: {
        repeat: ['u32', 0],
        count: ['u32', 4],
      },
    },
  },
  bindings: {
    settings: { group: 0, binding: 0 },
    positions: { group: 0, binding: 1 },
    velocities: { group: 0, binding: 2 },
    best_positions: { group: 0, binding: 3 },
    values: { group: 0, binding: 4 },
    bests: { group: 0, binding: 5 },
    swarms: { group: 0, binding: 6 },
    history: { group: 0, binding: 7 },
    problem: { group: 0, binding: 8 },
    knobs: { group: 0, binding: 12 },
    part: { group: 1, binding: 0 },
    block_bests: { group: 0, binding: 9 },
    wanted: { group: 0, binding: 10 },
    sampled: { group: 0, binding: 11 },
    memory: { group: 0, binding: 13 },
  },
} as const;

export const knobLayouts = {
  pso: {
    sizeBytes: 32,
    fields: {
      inertia_first: ['f32', 0],
      inertia_last: ['f32', 4],
      inertia_generations: ['f32', 8],
      cognitive: ['f32', 12],
      social: ['f32', 16],
      velocity_limit: ['f32', 20],
      reach: ['u32', 24],
      period: ['u32', 28],
    },
  },
  'pso-constriction': {
    sizeBytes: 32,
    fields: {
      inertia_first: ['f32', 0],
      inertia_last: ['f32', 4],
      inertia_generations: ['f32', 8],
      cognitive: ['f32', 12],
      social: ['f32', 16],
      velocity_limit: ['f32', 20],
      reach: ['u32', 24],
      period: ['u32', 28],
    },
  },
  'pso-ring': {
    sizeBytes: 32,
    fields: {
      inertia_first: ['f32', 0],
      inertia_last: ['f32', 4],
      inertia_generations: ['f32', 8],
      cognitive: ['f32', 12],
      social: ['f32', 16],
      velocity_limit: ['f32', 20],
      reach: ['u32', 24],
      period: ['u32', 28],
    },
  },
  'pso-von-neumann': {
    sizeBytes: 32,
    fields: {
      inertia_first: ['f32', 0],
      inertia_last: ['f32', 4],
      inertia_generations: ['f32', 8],
      cognitive: ['f32', 12],
      social: ['f32', 16],
      velocity_limit: ['f32', 20],
      reach: ['u32', 24],
      period: ['u32', 28],
    },
  },
  fips: {
    sizeBytes: 16,
    fields: {
      constriction: ['f32', 0],
      pull: ['f32', 4],
      velocity_limit: ['f32', 8],
      reach: ['u32', 12],
    },
  },
  'spso-2011': {
    sizeBytes: 12,
    fields: {
      inertia: ['f32', 0],
      pull: ['f32', 4],
      link_below: ['u32', 8],
    },
  },
  clpso: {
    sizeBytes: 36,
    fields: {
      inertia_first: ['f32', 0],
      inertia_last: ['f32', 4],
      inertia_generations: ['f32', 8],
      pull: ['f32', 12],
      velocity_limit: ['f32', 16],
      learning_first: ['f32', 20],
      learning_span: ['f32', 24],
      learning_steepness: ['f32', 28],
      gap: ['u32', 32],
    },
  },
  'sl-pso': {
    sizeBytes: 8,
    fields: {
      pull_to_mean: ['f32', 0],
      power: ['f32', 4],
    },
  },
  'dms-pso': {
    sizeBytes: 32,
    fields: {
      inertia_first: ['f32', 0],
      inertia_last: ['f32', 4],
      inertia_generations: ['f32', 8],
      cognitive: ['f32', 12],
      social: ['f32', 16],
      velocity_limit: ['f32', 20],
      reach: ['u32', 24],
      period: ['u32', 28],
    },
  },
  de: {
    sizeBytes: 8,
    fields: {
      scale: ['f32', 0],
      crossover: ['f32', 4],
    },
  },
  'l-shade': {
    sizeBytes: 20,
    fields: {
      shrinkage: ['u32', 0],
      progress: ['f32', 4],
      best_share: ['f32', 8],
      cells: ['u32', 12],
      archive_rate: ['f32', 16],
    },
  },
  jso: {
    sizeBytes: 20,
    fields: {
      shrinkage: ['u32', 0],
      progress: ['f32', 4],
      best_share: ['f32', 8],
      cells: ['u32', 12],
      archive_rate: ['f32', 16],
    },
  },
  'cma-es': {
    sizeBytes: 8,
    fields: {
      sigma: ['f32', 0],
      restarts: ['u32', 4],
    },
  },
  'sep-cma-es': {
    sizeBytes: 8,
    fields: {
      sigma: ['f32', 0],
      restarts: ['u32', 4],
    },
  },
  cso: {
    sizeBytes: 4,
    fields: {
      pull_to_mean: ['f32', 0],
    },
  },
  random: { sizeBytes: 0, fields: {} },
  'quasi-random': { sizeBytes: 0, fields: {} },
} as const;

export const fitLayout = {
  structs: {
    Settings: {
      sizeBytes: 32,
      fields: {
        key: ['vec3u', 0],
        members: ['u32', 12],
        inertia: ['f32', 16],
        cognitive: ['f32', 20],
        social: ['f32', 24],
        limit: ['f32', 28],
      },
    },
    Part: {
      sizeBytes: 12,
      fields: {
        first: ['u32', 0],
        generation: ['u32', 4],
        moves: ['u32', 8],
      },
    },
  },
  bindings: {
    settings: { group: 0, binding: 0 },
    data: { group: 0, binding: 1 },
    box: { group: 0, binding: 2 },
    not_finite: { group: 0, binding: 3 },
    part: { group: 1, binding: 0 },
    before: { group: 2, binding: 0 },
    after: { group: 2, binding: 1 },
  },
} as const;
