import type { ChannelRefusal } from '@wachter/services/ports/channel';

/** What the SMTP client throws: a code of its own, and the reply code of the server when there was one. */
interface SmtpError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
}

/** RFC 3463: 5.1.1 no such mailbox, 5.1.2 no such host, 5.1.6 moved, 5.1.10 null MX. Other refusals may pass. */
const goneCodes = /^5\d\d[ -]5\.1\.(1|2|6|10)\b/;

/** A failure of SMTP as a refusal. Reply codes are kept, reply texts are not: servers repeat what they were sent. */
export function smtpRefusal(error: unknown, host: string): ChannelRefusal {
  const { code, responseCode, response } = (error instanceof Error ? error : {}) as SmtpError;
  const word = typeof code === 'string' ? code : 'failed';
  const reply = typeof responseCode === 'number' ? responseCode : 0;
  const detail = reply > 0 ? `${host}: SMTP ${reply}` : `${host}: ${word}`;
  // A certificate or an answer that does not fit is mended on the other side: trying again is right, going on in clear is not.
  if (word === 'ETLS') return { kind: 'unreachable', retryable: true, detail };
  if (word === 'EAUTH' || word === 'ENOAUTH') return { kind: 'unauthorized', retryable: reply >= 400 && reply < 500, detail };
  if (reply >= 400 && reply < 500) return { kind: 'busy', retryable: true, detail };
  if (reply >= 500) {
    const isGone = word === 'EENVELOPE' && typeof response === 'string' && goneCodes.test(response);
    return { kind: isGone ? 'address-gone' : 'refused', retryable: false, detail };
  }
  return { kind: 'unreachable', retryable: true, detail };
}
