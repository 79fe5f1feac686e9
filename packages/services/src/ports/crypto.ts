/**
 * Randomness and hashing, given from outside. `randomBytes` is of cryptographic quality. `pbkdf2Sha512` and `sha256` take and give
 * bytes; `sameBytes` compares in constant time and is false for different lengths.
 */
export interface Crypto {
  readonly randomBytes: (size: number) => Uint8Array;
  readonly pbkdf2Sha512: (password: Uint8Array, salt: Uint8Array, iterations: number, length: number) => Promise<Uint8Array>;
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  readonly sameBytes: (a: Uint8Array, b: Uint8Array) => boolean;
}
