import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';

const policy = contentSecurityPolicy('abc123');
const directive = (name: string) => policy.split('; ').find((one) => one.startsWith(`${name} `));

describe('the content security policy', () => {
  it('lets no script run without the nonce of this answer', () => {
    expect(directive('script-src')).toBe("script-src 'self' 'nonce-abc123' 'strict-dynamic'");
    expect(policy).not.toMatch(/unsafe-eval/);
  });

  it('allows inline styles in attributes only', () => {
    expect(directive('style-src')).not.toMatch(/unsafe-inline/);
    expect(directive('style-src-attr')).toBe("style-src-attr 'unsafe-inline'");
  });

  it.each([
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
    ['frame-ancestors', "'none'"],
    ['form-action', "'self'"],
    ['connect-src', "'self'"],
  ])('closes %s', (name, value) => {
    expect(directive(name)).toBe(`${name} ${value}`);
  });
});
