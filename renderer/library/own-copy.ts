/** Whether a recording's file lies in Caliper's data folder: then it is Caliper's copy, which goes with the recording. */
export function isOwnCopy(path: string, dataFolder: string): boolean {
  const folder = dataFolder.replace(/[\\/]+$/, '');
  return folder !== '' && path.startsWith(folder) && /^[\\/]/.test(path.slice(folder.length));
}
