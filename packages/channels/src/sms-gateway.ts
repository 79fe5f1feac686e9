import { refuse } from '@wachter/core';
import { z } from 'zod';
import { defineChannel, sent } from './define.ts';
import { allowedHosts, labelled, line, secret, WebAddress } from './field.ts';
import { acceptedOnly } from './http/refusal-of-status.ts';
import { request } from './http/request.ts';
import { renderShort } from './notice-text.ts';

/** Two concatenated messages of 153 characters (3GPP TS 23.038 with a user data header); longer ones cost more and are read less. */
const mostCharacters = 306;

const Config = z
  .strictObject({
    url: labelled(
      line(2000).refine((text) => WebAddress.safeParse(text).success && /^https?:\/\/[^/{}?#]+/.test(text) && isHostFixed(text), {
        message: 'must be a web address whose host is written out',
      }),
      { en: 'Address; {to} and {text} are filled in', nl: 'Adres; {to} en {text} worden ingevuld' },
    ),
    method: labelled(z.enum(['POST', 'GET']).default('POST'), { en: 'Method', nl: 'Methode' }),
    encoding: labelled(z.enum(['form', 'json']).default('form'), { en: 'Form of the body', nl: 'Vorm van de inhoud' }),
    fields: labelled(
      z
        .array(line(500).regex(/^[\w.-]+=/, 'must be name=value'))
        .max(30)
        .default([]),
      {
        en: 'Fields, as name=value; {to}, {text}, {id} and {secret} are filled in',
        nl: 'Velden, als naam=waarde; {to}, {text}, {id} en {secret} worden ingevuld',
      },
    ),
    secret: secret(z.string().min(1).max(500).optional(), { en: 'Secret for {secret}', nl: 'Geheim voor {secret}' }),
    authorization: secret(
      z
        .string()
        .max(500)
        .regex(/^[\x20-\x7e]+$/, 'must be one line')
        .optional(),
      { en: 'Authorization header', nl: 'Authorization-header' },
    ),
    allowedHosts,
  })
  .refine(({ url, method, fields }) => !url.includes('{secret}') && (method === 'POST' || !fields.join().includes('{secret}')), {
    message: 'a secret must not be part of an address: it would stand in the logs of the other side',
    path: ['fields'],
  });
type Config = z.output<typeof Config>;
const Address = z.strictObject({
  phone: labelled(z.string().regex(/^\+[1-9]\d{6,14}$(?!\n)/, 'must be + with country code and digits only'), {
    en: 'Mobile number (+31…)',
    nl: 'Mobiel nummer (+31…)',
  }),
});

/** SMS by whatever gateway takes HTTP. Placeholders are replaced once, side by side: what is filled in is never read as one. */
export const smsGateway = defineChannel({
  id: 'sms-gateway',
  name: { en: 'SMS', nl: 'Sms' },
  audience: 'person',
  config: Config,
  address: Address,
  render: (notice) => renderShort(notice, mostCharacters),
  send: async ({ config, address, rendered, deliveryId }, sending) => {
    const values = { to: address.phone, text: rendered.text, id: deliveryId, secret: config.secret ?? '' };
    const fields = fieldsOf(config, values);
    const answer = await request(
      {
        url: addressWith(config, { values, fields }),
        method: config.method,
        allowedHosts: config.allowedHosts,
        headers: {
          ...(config.method === 'POST' ? { 'content-type': contentType[config.encoding] } : {}),
          ...(config.authorization ? { authorization: config.authorization } : {}),
        },
        body: config.method === 'POST' ? bodyOf(config, fields) : null,
      },
      sending,
    );
    const taken = answer.ok ? acceptedOnly(answer.value) : answer;
    return taken.ok ? sent(null) : refuse(taken.error);
  },
});

const contentType = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const;

type Values = Readonly<Record<'to' | 'text' | 'id' | 'secret', string>>;
type Fields = readonly (readonly [string, string])[];

const fill = (template: string, values: Values, encode: (text: string) => string): string =>
  template.replace(/\{(to|text|id|secret)\}/g, (_, name: keyof Values) => encode(values[name]));

const fieldsOf = ({ fields }: Config, values: Values): Fields =>
  fields.map((field) => {
    const at = field.indexOf('=');
    return [field.slice(0, at), fill(field.slice(at + 1), values, (text) => text)] as const;
  });

function addressWith({ url, method }: Config, { values, fields }: { readonly values: Values; readonly fields: Fields }): string {
  const filled = new URL(fill(url, values, encodeURIComponent));
  if (method === 'GET') for (const [name, value] of fields) filled.searchParams.append(name, value);
  return filled.href;
}

const bodyOf = ({ encoding }: Config, fields: Fields): string =>
  encoding === 'json'
    ? JSON.stringify(Object.fromEntries(fields))
    : new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();

/** No placeholder reaches the name of the host, whatever is filled in. */
function isHostFixed(text: string): boolean {
  const hostWith = (filler: string) => {
    const filled = text.replace(/\{\w+\}/g, filler);
    return URL.canParse(filled) ? new URL(filled).host : filled;
  };
  return hostWith('a') === hostWith('b');
}
