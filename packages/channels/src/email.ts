import { connect, type Socket } from 'node:net';
import { type Result, refuse } from '@wachter/core';
import type { ChannelRefusal } from '@wachter/services/ports/channel';
import nodemailer from 'nodemailer';
import { z } from 'zod';
import { defineChannel, type Sending, sent } from './define.ts';
import { labelled, line, secret } from './field.ts';
import { renderFully } from './notice-text.ts';
import { smtpRefusal } from './smtp-refusal.ts';

const Config = z.strictObject({
  host: labelled(line(253), { en: 'Mail server', nl: 'Mailserver' }),
  port: labelled(z.number().int().min(1).max(65_535).default(587), { en: 'Port', nl: 'Poort' }),
  security: labelled(z.enum(['starttls', 'tls', 'none']).default('starttls'), {
    en: 'Encryption (none only inside a network of your own)',
    nl: 'Versleuteling (none alleen binnen een eigen netwerk)',
  }),
  user: labelled(line(200).optional(), { en: 'User name', nl: 'Gebruikersnaam' }),
  password: secret(z.string().min(1).max(500).optional(), { en: 'Password', nl: 'Wachtwoord' }),
  from: labelled(z.email().max(254), { en: 'Sender', nl: 'Afzender' }),
  certificateAuthority: labelled(z.string().max(50_000).optional(), {
    en: 'Certificate of your own authority (PEM)',
    nl: 'Certificaat van een eigen autoriteit (PEM)',
  }),
});
type Config = z.output<typeof Config>;
const Address = z.strictObject({ email: labelled(z.email().max(254), { en: 'E-mail address', nl: 'E-mailadres' }) });

/** E-mail by SMTP, plain text. A certificate that does not fit is never accepted, and a promise of STARTTLS that is not kept ends it. */
export const email = defineChannel({
  id: 'email',
  name: { en: 'E-mail', nl: 'E-mail' },
  audience: 'person',
  config: Config,
  address: Address,
  addressOf: (person) => ({ email: person.email }),
  render: renderFully,
  send: async ({ config, address, notice, rendered, deliveryId }, sending) => {
    const opened = await open(config, sending);
    if ('kind' in opened) return refuse(opened);
    try {
      return await deliver(opened, {
        config,
        to: address.email,
        headers: { 'Auto-Submitted': 'auto-generated' },
        isUrgent: notice.kind !== 'resolved' && (notice.priority === 'critical' || notice.priority === 'high'),
        messageId: `<${deliveryId.replace(/[^\w.-]/g, '')}@${config.from.split('@')[1] ?? 'wachter.invalid'}>`,
        subject: rendered.title,
        text: rendered.text,
      });
    } finally {
      opened.destroy();
    }
  },
});

/** A socket of our own, since it is what can be ended at any moment. */
function open({ host, port }: Config, { signal }: Sending): Promise<Socket | ChannelRefusal> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    signal.addEventListener('abort', () => socket.destroy(), { once: true });
    const failed = (error?: NodeJS.ErrnoException) =>
      resolve({ kind: 'unreachable', retryable: true, detail: `${host}: ${error?.code ?? 'connection failed'}` });
    socket.once('error', failed);
    socket.once('close', () => failed());
    socket.once('connect', () => {
      socket.off('error', failed);
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

interface Mail {
  readonly config: Config;
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isUrgent: boolean;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
}

async function deliver(connection: Socket, mail: Mail): Promise<Result<{ readonly providerId: string | null }, ChannelRefusal>> {
  const { config, to, subject, text, headers, messageId, isUrgent } = mail;
  const transport = nodemailer.createTransport({
    host: config.host,
    port: config.port,
    secure: config.security === 'tls',
    requireTLS: config.security === 'starttls',
    ignoreTLS: config.security === 'none',
    getSocket: (_, done) => done(null, { connection }),
    disableFileAccess: true,
    disableUrlAccess: true,
    tls: { minVersion: 'TLSv1.2', ...(config.certificateAuthority ? { ca: config.certificateAuthority } : {}) },
    ...(config.user ? { auth: { user: config.user, pass: config.password ?? '' } } : {}),
  });
  try {
    const done = await transport.sendMail({
      from: { name: 'Wachter', address: config.from },
      to: { name: '', address: to },
      subject,
      text,
      headers: { ...headers },
      messageId,
      priority: isUrgent ? 'high' : 'normal',
    });
    return sent(done.messageId);
  } catch (error) {
    return refuse(smtpRefusal(error, config.host));
  } finally {
    transport.close();
  }
}
