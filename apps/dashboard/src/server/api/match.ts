import type { AnyEndpoint } from './define-endpoint.ts';

export interface Match {
  readonly endpoint: AnyEndpoint;
  readonly params: Readonly<Record<string, string>>;
}

function paramsOf(template: string, segments: readonly string[]): Readonly<Record<string, string>> | null {
  const wanted = template.split('/').slice(1);
  if (wanted.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = segments[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== given) return null;
    if (name !== undefined) params[name] = given;
  }
  return params;
}

/** The endpoint of a path and method; `wrong-method` when the path is known with another one. */
export function matchEndpoint(
  endpoints: readonly AnyEndpoint[],
  method: string,
  segments: readonly string[],
): Match | 'wrong-method' | 'unknown' {
  const found = endpoints.flatMap((endpoint) => {
    const params = paramsOf(endpoint.path, segments);
    return params ? [{ endpoint, params }] : [];
  });
  return found.find(({ endpoint }) => endpoint.method === method) ?? (found.length > 0 ? 'wrong-method' : 'unknown');
}
