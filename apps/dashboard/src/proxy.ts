import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from './server/content-security-policy.ts';

/** Without a session: what a browser fetches before anybody signed in, and what holds its own check. None of it holds data. */
const open = [
  '/login',
  '/ack',
  '/wall',
  '/api/',
  '/icon.svg',
  '/favicon.ico',
  '/icons/',
  '/manifest.webmanifest',
  '/offline',
  '/service-worker.js',
];
const sessionCookie = /^(__Secure-)?wachter\.session_token$/;

/** A nonce and a content security policy per answer, and a redirect for whoever has no session cookie. It grants nothing: rights are checked where data is read. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  if (pathname.startsWith('/_next/image')) return new NextResponse(null, { status: 404 });
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const heads = new Headers(request.headers);
  heads.set('x-nonce', nonce);
  heads.set('content-security-policy', policy);
  const hasSession = request.cookies.getAll().some((cookie) => sessionCookie.test(cookie.name));
  const isOpen = open.some((start) => pathname === start || pathname.startsWith(start.endsWith('/') ? start : `${start}/`));
  const answer = hasSession || isOpen ? NextResponse.next({ request: { headers: heads } }) : toLogin(request);
  answer.headers.set('content-security-policy', policy);
  if (request.headers.get('x-forwarded-proto') === 'https')
    answer.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
  if (!pathname.startsWith('/_next/')) answer.headers.set('cache-control', 'private, no-store');
  return answer;
}

/** At the address people typed, whatever name this server knows itself by. */
function toLogin(request: NextRequest): NextResponse {
  const { pathname, search, protocol, host } = request.nextUrl;
  const target = new URL('/login', `${protocol}//${request.headers.get('host') ?? host}`);
  if (pathname !== '/') target.searchParams.set('to', `${pathname}${search}`);
  return NextResponse.redirect(target, 307);
}

export const config = { matcher: ['/((?!_next/static/).*)'] };
