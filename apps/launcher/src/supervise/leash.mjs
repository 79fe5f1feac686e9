// Loaded before a child's own code. The IPC channel is the leash: when the launcher is gone, even by kill -9, it closes, and the child
// ends itself as if it had been asked to. No messages pass over it, and it keeps no process alive.
if (process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 8000).unref();
  });
  process.channel.unref();
}
