import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { nextCookies } from 'better-auth/next-js';
import { type AuthDatabase, authDatabase } from './auth-database.ts';
import { env, log } from './log.ts';
import { once } from './once.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { sessionLimits } from './session-limits.ts';

export const longestPassword = 128;
export const shortestPassword = 12;

/** Own address the browser uses is https: then cookies are Secure and carry the `__Secure-` prefix. */
export const isSecure = (): boolean => env().origins[0]?.startsWith('https:') ?? false;

export interface AuthSettings {
  readonly database: AuthDatabase;
  /** The first is the one browsers use; https there makes cookies Secure. */
  readonly origins: readonly string[];
  readonly secret: string;
  readonly onWarning: (message: string) => void;
}

/** Sessions of people over the tables of prisma/schema.prisma: server-side, argon2id, no sign-up, no telemetry. */
export async function createAuth({ database, origins, secret, onWarning }: AuthSettings) {
  const isHttps = origins[0]?.startsWith('https:') ?? false;
  const client = await database.read('opening the sessions', async (opened) => opened);
  return betterAuth({
    baseURL: origins[0] ?? '',
    basePath: '/api/auth',
    secret,
    trustedOrigins: [...origins],
    database: prismaAdapter(client, { provider: 'postgresql', transaction: false }),
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => onWarning(message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: longestPassword,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      additionalFields: {
        role: { type: 'string', input: false },
        banned: { type: 'boolean', input: false },
        locale: { type: 'string', input: false },
        mustChangePassword: { type: 'boolean', input: false },
      },
    },
    session: {
      expiresIn: sessionLimits.idleSeconds,
      updateAge: sessionLimits.refreshAfterSeconds,
      cookieCache: { enabled: false },
    },
    // Ours counts per account and address in the database and slows down instead of locking: see slow-down.ts.
    rateLimit: { enabled: false },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const user = await client.user.findUnique({ where: { id: userId }, select: { banned: true } });
            if (user?.banned === true) throw new APIError('UNAUTHORIZED', { message: 'Invalid email or password' });
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'wachter',
      useSecureCookies: isHttps,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/', secure: isHttps },
      ipAddress: { ipAddressHeaders: ['x-forwarded-for'] },
      database: { generateId: () => crypto.randomUUID() },
    },
    plugins: [nextCookies()],
  });
}

type Auth = Awaited<ReturnType<typeof createAuth>>;

const settings = (): AuthSettings => ({
  database: authDatabase(),
  origins: env().origins,
  secret: env().sessionSecret,
  onWarning: (reason) => log().warn({ reason }, 'authentication'),
});

/** Sessions of people, made when first needed; a database that is away is tried again at the next request. */
export async function auth(): Promise<Auth> {
  const holder = once<{ making: Promise<Auth> | null }>('auth', () => ({ making: null }));
  holder.making ??= createAuth(settings()).catch((error: unknown) => {
    holder.making = null;
    throw error;
  });
  return holder.making;
}
