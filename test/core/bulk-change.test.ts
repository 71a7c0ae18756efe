import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { labelSources } from '../../app/contract/classes.ts';
import type { BulkChange, Families } from '../../app/contract/families.ts';
import type { OpenSessions } from '../../app/core/session-columns.ts';
import { context, type FamilySession, N, openFamilySession, reader, V, wide } from '../support/family-session.ts';

let session: FamilySession;
let store: FamilySession['store'];
let sessions: FamilySession['sessions'];
let sessionId: FamilySession['sessionId'];
let handlers: FamilySession['handlers'];
let handlersWith: FamilySession['handlersWith'];
let made: FamilySession['made'];

beforeEach(async () => {
  session = await openFamilySession();
  ({ store, sessions, sessionId, handlers, handlersWith, made } = session);
});
afterEach(() => session.close());

/** WFDB code E. */
const ventricularEscape = 10;

const bulk = (families: Families, extra: Partial<BulkChange> = {}): BulkChange => ({
  sessionId,
  beats: { familyIds: [families.families[1]!.id] },
  label: 'V',
  ...extra,
});

describe('relabelling a family', () => {
  it('changes what its preview says, as one step', async () => {
    const families = await made();
    const preview = await handlers['families.preview'](bulk(families), context);
    const { outliers } = families.families[1]!;
    expect(preview.changed + preview.unchanged).toBe(30 - outliers);
    expect(preview).toMatchObject({ outliersLeftOut: outliers, readLeftOut: 0, before: [93, 0, 28, 0, 0] });
    expect(preview.after[2] - preview.before[2]).toBe(preview.changed);
    expect(preview.expectedErrors).toBeCloseTo((30 - outliers) * (1 - 60_000 / 65_535), 6);
    await handlers['families.relabel'](bulk(families), context);
    const { labels } = await sessions.columns(sessionId);
    expect(labels.filter((label) => label === V)).toHaveLength(preview.after[2]);
    await store.undo(sessionId, reader());
    expect((await sessions.columns(sessionId)).labels.filter((label) => label === V)).toHaveLength(28);
  });

  it('leaves out beats that a person has read, unless they are asked for', async () => {
    const families = await made();
    await store.relabel(sessionId, wide.slice(10, 13), N, reader());
    const options = { includeOutliers: true };
    expect(await handlers['families.preview'](bulk(families, options), context)).toMatchObject({ readLeftOut: 3 });
    const all = await handlers['families.preview'](bulk(families, { ...options, includeRead: true }), context);
    expect(all).toMatchObject({ readLeftOut: 0, readChanged: 3, changed: 5, unchanged: 25 });
  });

  it('keeps the WFDB code that a person gave a beat which shows the label already, as its preview says', async () => {
    const families = await made();
    const escape = wide[10]!;
    await store.relabel(sessionId, [escape], V, reader(), ventricularEscape);
    const change = bulk(families, { includeOutliers: true, includeRead: true });
    const { events } = await handlers['families.preview'](change, context);
    expect(events?.map(({ kind }) => kind)).not.toContain('escape');
    const { step } = await handlers['families.relabel'](change, context);
    expect(step).toMatchObject({ action: 'relabelled', beats: 29 });
    const { samples, codes } = await sessions.columns(sessionId);
    expect(codes[samples.indexOf(escape)]).toBe(ventricularEscape);
  });

  it('spares a beat that a person corrects while its beats are being chosen', async () => {
    const families = await made();
    // The core looks at the session again when the beats are chosen: right then a person corrects one.
    const corrected = wide[10]!;
    let asked = 0;
    const interrupted: OpenSessions = {
      ...sessions,
      async columns(id) {
        const columns = await sessions.columns(id);
        if (++asked === 1) await store.relabel(id, [corrected], N, 'B. Colleague');
        return columns;
      },
    };
    await handlersWith({ sessions: interrupted })['families.relabel'](bulk(families), context);
    const { samples, labels, sources } = await sessions.columns(sessionId);
    expect(labels[samples.indexOf(corrected)]).toBe(N);
    expect(labels[samples.indexOf(wide[11]!)]).toBe(V);
    expect(sources[samples.indexOf(wide[11]!)]).toBe(labelSources.indexOf('person'));
  });

  it('leaves out a beat that is deleted while its beats are being chosen', async () => {
    const families = await made();
    let asked = 0;
    const interrupted: OpenSessions = {
      ...sessions,
      async columns(id) {
        const columns = await sessions.columns(id);
        if (++asked === 1) await store.deleteBeats(id, [wide[10]!], 'B. Colleague');
        return columns;
      },
    };
    const change = bulk(families, { includeOutliers: true });
    const { step } = await handlersWith({ sessions: interrupted })['families.relabel'](change, context);
    expect(step).toMatchObject({ beats: 29 });
  });

  it('is done under the name of whoever asked, though another reads when the beats are chosen', async () => {
    const families = await made();
    let name = 'A. Reader';
    const relabelling = handlersWith({ reader: () => name })['families.relabel'](bulk(families), context);
    name = 'B. Colleague';
    expect((await relabelling).step).toMatchObject({ by: 'A. Reader' });
  });

  it('names the events that would be others', async () => {
    const families = await made();
    const narrow: BulkChange['beats'] = { familyIds: [families.families[0]!.id] };
    const { events } = await handlers['families.preview'](bulk(families, { beats: narrow }), context);
    expect(events?.some(({ kind, after }) => kind.startsWith('ventricular') && after > 0)).toBe(true);
  });
});
