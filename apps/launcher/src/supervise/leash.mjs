// Loaded before a child's own code. The IPC channel is the leash: when the launcher is gone, even by kill -9, it closes, and the child
// ends itself as if it had been asked to. No messages pass over it, and it keeps no process alive. Flags of node are handed down to what
// the child forks, whose channel is none of our business: so it holds only for the process whose parent is named in the address.
const parent = Number(new URL(import.meta.url).searchParams.get('parent'));
if (process.channel && process.ppid === parent) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 8000).unref();
  });
  process.channel.unref();
}
