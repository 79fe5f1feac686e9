import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { nextCookies } from 'better-auth/next-js';
import { authDatabase } from './auth-database.ts';
import { env, log } from './log.ts';
import { once } from './once.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { sessionLimits } from './session-limits.ts';

export const longestPassword = 128;
export const shortestPassword = 12;

/** Own address the browser uses is https: then cookies are Secure and carry the `__Secure-` prefix. */
export const isSecure = (): boolean => env().origins[0]?.startsWith('https:') ?? false;

async function makeAuth() {
  const database = authDatabase();
  const client = await database.read('opening the sessions', async (opened) => opened);
  return betterAuth({
    baseURL: env().origins[0] ?? '',
    basePath: '/api/auth',
    secret: env().sessionSecret,
    trustedOrigins: [...env().origins],
    database: prismaAdapter(client, { provider: 'postgresql', transaction: false }),
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, message) => log().warn({ level, reason: message }, 'authentication') },
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
      useSecureCookies: isSecure(),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/', secure: isSecure() },
      ipAddress: { ipAddressHeaders: env().isBehindProxy ? ['x-forwarded-for'] : [], disableIpTracking: false },
      database: { generateId: () => crypto.randomUUID() },
    },
    plugins: [nextCookies()],
  });
}

type Auth = Awaited<ReturnType<typeof makeAuth>>;

/** Sessions of people, made when first needed; a database that is away is tried again at the next request. */
export async function auth(): Promise<Auth> {
  const holder = once<{ making: Promise<Auth> | null }>('auth', () => ({ making: null }));
  holder.making ??= makeAuth().catch((error: unknown) => {
    holder.making = null;
    throw error;
  });
  return holder.making;
}
