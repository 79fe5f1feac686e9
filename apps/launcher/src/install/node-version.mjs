/**
 * Null when this Node runs Wachter, else the sentence to show.
 * @param {string} version as in `process.versions.node`
 * @returns {string | null}
 */
export function nodeTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  return isEnough
    ? null
    : `Wachter needs Node 20.19 or newer, and this is Node ${version}. Install a newer Node (https://nodejs.org) and start again.`;
}
