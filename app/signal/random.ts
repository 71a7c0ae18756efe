/** A seeded source of random numbers. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of randomness. */
  uniform(): number;
  /** Uniform integer in [0, bound), bound at most 2^31, without modulo bias. */
  integer(bound: number): number;
  /** Standard normal deviate (Marsaglia's polar method). */
  normal(): number;
  /** Uniform 32-bit word. */
  word(): number;
}

/**
 * Makes a random source from a seed: sfc32 (Doty-Humphrey, PractRand), state filled by splitmix32.
 *
 * Own code on purpose: splits, shuffles and weights must come out the same for a seed for as long as the product lives,
 * whatever a library changes in its next version.
 */
export function createRandom(seed: number): Random {
  let mix = seed >>> 0;
  function splitmix(): number {
    mix = (mix + 0x9e3779b9) >>> 0;
    let word = mix ^ (mix >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  }

  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let counter = 1;
  let spare: number | null = null;

  function word(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  }

  function uniform(): number {
    return word() / 4294967296;
  }

  function integer(bound: number): number {
    const limit = 4294967296 - (4294967296 % bound);
    let value = word();
    while (value >= limit) value = word();
    return value % bound;
  }

  function normal(): number {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    spare = y * factor;
    return x * factor;
  }

  for (let round = 0; round < 12; round++) word();
  return { uniform, integer, normal, word };
}
