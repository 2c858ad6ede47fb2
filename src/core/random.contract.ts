// Published vectors of the generators, which every implementation of them meets. Test support, not part of the product.

type Four = readonly [number, number, number, number];

/** Philox4x32-10: counter, key, words. The first three: Random123's kat_vectors. The others: from the definition, in Python's integers. */
export const philoxVectors: readonly (readonly [counter: Four, key: readonly [number, number], words: Four])[] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
  [
    [1, 0, 0, 0],
    [0, 0],
    [0xf8e4cca4, 0x5cb200db, 0xb1a574eb, 0x097eff67],
  ],
  [
    [0, 0, 0, 0],
    [1, 0],
    [0xe3e80670, 0xe50a0ebc, 0x95f222c0, 0xb615aa27],
  ],
  [
    [0, 1, 2, 3],
    [4, 5],
    [0xc427af5d, 0xe75eea3a, 0x47c2b122, 0x5ffb03c7],
  ],
  [
    [0x0001e240, 7, 0x2a, 0],
    [0xdeadbeef, 0xcafebabe],
    [0x2b990866, 0xacb3204e, 0xe2fcadf5, 0x2f1fb9bb],
  ],
];

/** pcg4d: input, words. From the paper's listing, in Python's integers. */
export const pcg4dVectors: readonly (readonly [input: Four, words: Four])[] = [
  [
    [0, 0, 0, 0],
    [0x0f02f829, 0x2d568769, 0x32b0c43b, 0xd32548ea],
  ],
  [
    [1, 2, 3, 4],
    [0x3622cd16, 0xf11471d8, 0xe1109b3f, 0x02b94c2f],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0x974ed892, 0xc015dc67, 0x9f955760, 0xa1bba208],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xb1d796e4, 0xfc8e0cae, 0x9a4185e6, 0xd0975474],
  ],
];
