/** Where the broker listens and keeps things. Paths are absolute on the broker's machine; `tls` absent = loopback only. */
export interface MosquittoSettings {
  readonly passwordFile: string;
  readonly aclFile: string;
  readonly persistenceFolder: string;
  readonly port?: number | undefined;
  readonly tls?:
    | { readonly port: number; readonly caFile: string; readonly certificateFile: string; readonly keyFile: string }
    | undefined;
  /** Messages held per client that is away: worst outage in seconds × messages a second to the ingestor. */
  readonly queuedMessages?: number | undefined;
  /** Beyond this the broker refuses publishers instead of being killed; 1 GiB when absent. */
  readonly memoryBytes?: number | undefined;
}

const base = (settings: MosquittoSettings): readonly string[] => [
  '# Wachter: broker configuration for Mosquitto 2. The defaults of the broker lose acknowledged data; these lines are why it does not.',
  'per_listener_settings false',
  'allow_anonymous false',
  `password_file ${settings.passwordFile}`,
  `acl_file ${settings.aclFile}`,
  '',
  '# Room for the worst outage instead of silent drops past 1,000, saved every 10 s. What a crash of the broker takes with it, native',
  '# devices send again: they keep a message until Wachter itself has acknowledged it.',
  'persistence true',
  `persistence_location ${settings.persistenceFolder}`,
  'autosave_on_changes false',
  'autosave_interval 10',
  `max_queued_messages ${settings.queuedMessages ?? 1_000_000}`,
  'max_queued_bytes 0',
  'max_inflight_messages 1000',
  'persistent_client_expiration 30d',
  '',
  '# Bounds against floods. A packet too large ends its connection; message_size_limit would accept and drop it in silence.',
  'max_packet_size 1048576',
  `memory_limit ${settings.memoryBytes ?? 1_073_741_824}`,
  'max_keepalive 300',
  '',
  '# A retained message stays only while its sender may still write there.',
  'check_retain_source true',
  'queue_qos0_messages false',
  'sys_interval 10',
  'connection_messages true',
  'log_dest stderr',
  'log_type error',
  'log_type warning',
  'log_type notice',
  'log_type information',
];

/**
 * Options of a listener stand below it: above the first one they would open another, in plain text on all interfaces.
 * One identity per credential: a client id cannot be taken over, a queue cannot be destroyed by a stranger.
 */
const perListener = ['use_username_as_clientid true', 'max_connections 5000'];

/** Text of a `mosquitto.conf` that Wachter was tested with: per-device rights, nobody anonymous, no plain listener outside loopback. */
export function renderMosquittoConfig(settings: MosquittoSettings): string {
  const plain = ['', '# Plain text on this machine only.', `listener ${settings.port ?? 1883} 127.0.0.1`, ...perListener];
  const tls = settings.tls
    ? [
        '',
        '# Devices come in here.',
        `listener ${settings.tls.port}`,
        `cafile ${settings.tls.caFile}`,
        `certfile ${settings.tls.certificateFile}`,
        `keyfile ${settings.tls.keyFile}`,
        'tls_version tlsv1.2',
        ...perListener,
      ]
    : [];
  return `${[...base(settings), ...plain, ...tls].join('\n')}\n`;
}
