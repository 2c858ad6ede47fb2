// Lennard-Jones cluster: sum over pairs of 4 (r^-12 - r^-6), in units of the pair's depth and size (Jones 1924). A position
// is x, y and z of each atom in turn.
// Below r^2 = 1/4 a pair goes on along its tangent, which keeps every sum far from overflow and leads out of every overlap.
// With the cube of r^-2 as a factor, nothing cancels but where a pair's energy crosses 0.

// The most there are in a spec.
const MOST_ATOMS: u32 = 38u;
const LEAST_SQUARE: f32 = 0.25;

struct Accumulator { unused: f32 }

fn observe(a: ptr<function, Accumulator>, x: f32, d: u32) {}

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  let atoms = settings.dimensions / 3u;
  var place: array<vec3f, MOST_ATOMS>;
  for (var atom = 0u; atom < atoms; atom++) {
    let at = base + 3u * atom * TILE;
    place[atom] = vec3f(positions[at], positions[at + TILE], positions[at + 2u * TILE]);
  }
  var energy = 0.0;
  for (var i = 1u; i < atoms; i++) {
    // Atom by atom, so that the small terms do not meet the whole sum.
    var own = 0.0;
    for (var j = 0u; j < i; j++) {
      let away = place[i] - place[j];
      let square = dot(away, away);
      let inverse = 1.0 / max(square, LEAST_SQUARE);
      let attraction = inverse * inverse * inverse;
      let slope = -12.0 * inverse * attraction * (2.0 * attraction - 1.0);
      own += 4.0 * attraction * (attraction - 1.0) + slope * min(0.0, square - LEAST_SQUARE);
    }
    energy += own;
  }
  return vec2f(energy, 0.0);
}
