import { FencedOutError } from '@wachter/services';

/** Storage could not do what was asked. `retryable` true: the same call may succeed later, and doing it twice is harmless. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  readonly retryable: boolean;
  /** SQLSTATE or the system's error code, for logs. */
  readonly code: string | null;

  constructor(message: string, details: { readonly retryable: boolean; readonly code: string | null; readonly cause: unknown }) {
    super(message, { cause: details.cause });
    this.retryable = details.retryable;
    this.code = details.code;
  }
}

const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** 08 connection, 53 resources (full disk, too many connections), 57P operator and crash, 58 system, and lost races. */
const retryableStates = /^(08...|53...|57P0[1-5]|57014|58...|40001|40P01|55P03|25006|25P03|XX000)$/;
const lostLine =
  /Connection terminated|Query read timeout|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|ECONNREFUSED/i;

const codeOf = (error: unknown): string | null => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
};

/** SQLSTATE of a server's answer that is buried in an error of the ORM. */
function originalCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('meta' in error)) return null;
  const text = JSON.stringify(error.meta) ?? '';
  return /"originalCode":"([0-9A-Z]{5})"/.exec(text)?.[1] ?? null;
}

/** Prisma: P1001, P1002, P1008, P1017 lost line; P2024 pool exhausted; P2028 transaction ended; P2034 lost race. */
const retryableOrmCodes = new Set(['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2028', 'P2034']);

export function isLostLine(error: unknown): boolean {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return (code !== null && (systemCodes.has(code) || /^(08...|57P0[1-5]|25P03)$/.test(code))) || lostLine.test(message);
}

/** Thrown by a driver or the ORM, not by the caller's own work inside a transaction. */
export const isDriverError = (error: unknown): boolean =>
  isLostLine(error) ||
  (error instanceof Error && (/^(Prisma|DriverAdapter)/.test(error.name) || ('code' in error && typeof error.code === 'string')));

/** Wraps whatever a driver threw. A `StoreFailure` and errors that are ours already pass unchanged. */
export function storeFailure(error: unknown, doing: string): Error {
  if (error instanceof StoreFailure || error instanceof FencedOutError) return error;
  const code = originalCode(error) ?? codeOf(error);
  const retryable = isLostLine(error) || (code !== null && (retryableStates.test(code) || retryableOrmCodes.has(code)));
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreFailure(`Storage failed while ${doing}: ${reason}`, { retryable, code, cause: error });
}

/** A lost race between two transactions: running the whole transaction again decides it. */
export const isLostRace = (error: unknown): boolean => {
  const code = error instanceof StoreFailure ? error.code : (originalCode(error) ?? codeOf(error));
  return code === '40001' || code === '40P01' || code === 'P2034';
};
