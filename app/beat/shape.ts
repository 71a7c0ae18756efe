/** What a channel of a row may be: a lead, or a lead minus the patient's usual beat (clinical rows only). */
export const channelNames = ['first', 'second', 'first-deviation', 'second-deviation'] as const;

export type ChannelName = (typeof channelNames)[number];

/** How a beat becomes a row of numbers: the part of a model's specification that segmentation needs. */
export interface RowShape {
  /** Samples per second of a row. */
  readonly rate: number;
  /** Samples per lead and row. */
  readonly length: number;
  readonly leads: readonly ChannelName[];
  readonly window:
    | { readonly kind: 'to-next-beat'; readonly tail: number }
    /** `before`: samples at `rate` that precede the fiducial. */
    | { readonly kind: 'around-fiducial'; readonly before: number };
  readonly normalisation: 'min-max' | 'z-score';
  /** "decimate" takes every k-th sample unfiltered where the rates allow it; "resample" filters first. */
  readonly resampling: 'decimate' | 'resample';
}

/** The rows of Kachuee et al. 2018 as their files hold them: every third sample of 360 Hz, first lead, 187 samples. */
export const studyShape = {
  rate: 120,
  length: 187,
  leads: ['first'],
  window: { kind: 'to-next-beat', tail: 0.2 },
  normalisation: 'min-max',
  resampling: 'decimate',
} as const satisfies RowShape;
