/** A path of this site and nothing else: no host, no scheme, no backslash, no control character. */
export const isOwnPath = (text: string | undefined): text is string =>
  text !== undefined && /^\/(?![/\\])[\w\-./?=&%~+:,@]*$(?!\n)/.test(text);
