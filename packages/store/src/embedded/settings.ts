/**
 * Settings of the embedded server: one writer that commits many times a second, few readers, a disk shared with everything else.
 * A commit that was answered survives a power cut (synchronous_commit, fsync and full pages stay on).
 */
export const serverSettings = (memoryBytes: number): Readonly<Record<string, string>> => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  password_encryption: 'scram-sha-256',
  shared_buffers: `${sharedBuffersMb(memoryBytes)}MB`,
  effective_cache_size: '512MB',
  maintenance_work_mem: '64MB',
  work_mem: '8MB',
  synchronous_commit: 'on',
  wal_compression: 'on',
  max_wal_size: '2GB',
  min_wal_size: '160MB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  lc_messages: 'C',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  client_connection_check_interval: '5s',
});

/**
 * A sixteenth of the memory there is, 128 MB to 1 GB: the server shares the machine with everything else, and a day of one point lies on
 * thousands of pages. A page that is not held costs three times one that is.
 */
const sharedBuffersMb = (memoryBytes: number): number => {
  const share = Math.floor(memoryBytes / 16 / 1_048_576);
  return Math.min(1_024, Math.max(128, share));
};
