/** Seconds and share of the work before which a guess would be a wild one. */
const leastSeconds = 3;
const leastShare = 0.05;

/** How long something still takes, in words, from how long its done part took; null when it is too early to say. */
export function remainingTime(elapsedSeconds: number, share: number): string | null {
  if (elapsedSeconds < leastSeconds || share < leastShare || share >= 1) return null;
  const seconds = Math.round((elapsedSeconds / share) * (1 - share));
  if (seconds < 1) return null;
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`;
}
