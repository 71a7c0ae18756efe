import * as v from 'valibot';

import type { CommentRecord } from '../contract/corrections.ts';
import { SamplePosition } from '../contract/records.ts';
import type { StoredEntry } from '../store/changes.ts';

const StoredComment = v.object({
  sample: v.nullable(SamplePosition),
  until: v.nullable(SamplePosition),
  text: v.string(),
});

/** The comments among the entries of a session: those on the whole first, the others by place, then by time. */
export function readComments(entries: readonly StoredEntry[]): CommentRecord[] {
  return entries
    .flatMap(({ key, value, by, at }) => {
      const comment = v.safeParse(StoredComment, value);
      return comment.success ? [{ id: key, ...comment.output, by, at }] : [];
    })
    .sort((first, second) => (first.sample ?? -1) - (second.sample ?? -1) || first.at.localeCompare(second.at));
}
