import type { Result } from '@wachter/core';

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

/** Why a sealed secret stays shut: made with another key (the key file was lost or exchanged), or not what was sealed for this purpose. */
export interface SealBroken {
  readonly kind: 'other-key' | 'damaged';
}

/**
 * Secrets at rest. `seal` encrypts and authenticates a text (never twice alike); `open` gives it back for the same `purpose` only, so that
 * a sealed value copied to another row is worth nothing. `purpose` names the place: `channel/<id>/password`.
 */
export interface SecretSeal {
  readonly seal: (secret: string, purpose: string) => string;
  readonly open: (sealed: string, purpose: string) => Result<string, SealBroken>;
}
