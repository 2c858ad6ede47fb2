// Counter-based random numbers, the twin of src/core/random.ts: same words for the same key and counter.
//   pcg4d (Jarzynski & Olano, JCGT 9(3), 2020); Philox4x32-10 (Salmon et al., SC 2011) with @if(philox).
// Counter: (member, generation, draw, purpose); how the key enters is said in the twin. Packing of per-dimension draws:
// draw = dimension >> 1; words x and y belong to the even dimension, z and w to the odd one.

// What does not change from draw to draw.
@if(!philox)
struct Stream { start: vec4u }

@if(!philox)
fn open_stream(key: vec3u, member: u32, generation: u32, purpose: u32) -> Stream {
  return Stream((vec4u(member, generation, 0u, purpose) + vec4u(key, 0u)) * 1664525u + 1013904223u);
}

@if(!philox)
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

@if(philox)
struct Stream { key: vec2u, member: u32, generation: u32, purpose: u32 }

@if(philox)
fn open_stream(key: vec3u, member: u32, generation: u32, purpose: u32) -> Stream {
  return Stream(key.xy, member, generation, purpose);
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

@if(philox)
fn draw_words(stream: Stream, draw: u32) -> vec4u {
  var c = vec4u(stream.member, stream.generation, draw, stream.purpose);
  var k = stream.key;
  for (var round = 0u; round < 10u; round++) {
    let high0 = multiply_high(0xd2511f53u, c.x);
    let high1 = multiply_high(0xcd9e8d57u, c.z);
    c = vec4u(high1 ^ c.y ^ k.x, 0xcd9e8d57u * c.z, high0 ^ c.w ^ k.y, 0xd2511f53u * c.x);
    k += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}

// A word as a number in [0, 1], mean 1/2, step 2^-24: read as signed, so that one conversion and one rounding suffice.
fn to_uniform(word: u32) -> f32 {
  return f32(bitcast<i32>(word)) * 0x1p-32 + 0.5;
}

// A word as an index in [0, count).
fn to_index(word: u32, count: u32) -> u32 {
  return multiply_high(word, count);
}
