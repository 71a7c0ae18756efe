import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

import {
  isStandard,
  paperGains,
  pixelsPerMillivolt,
  pixelsPerSecond,
  speedLimits,
  standardGain,
  standardSpeed,
  step,
  stepSpeed,
  type PaperScale,
} from '../waveform/paper-scale.ts';
import { chooseLevel, mostFramesPerPixel } from '../waveform/signal-level.ts';
import {
  centre,
  clampStart,
  framesPerPixel,
  reveal,
  visibleFrames,
  zoomAt,
  type Viewport,
} from '../waveform/viewport.ts';
import { useDisplay } from './display.ts';

/** Room for the calibration pulse and the lead names, CSS pixels. */
const gutter = 64;

/** On slower paper, mm/s, beats are no longer drawn one by one: their marks would lie over each other. */
export const slowestWithBeats = 1;

export type PaperTool = 'select' | 'calipers' | 'insert' | 'range';

/** What of the recording is on the paper, and at which scale. */
export const usePaper = defineStore('paper', () => {
  const display = useDisplay();
  const speed = ref<number>(standardSpeed);
  const gain = ref<number>(standardGain);
  const tool = ref<PaperTool>('select');
  /** Until the paper is measured it is taken for as wide as the window: its signal is asked for before any panel asks. */
  const width = ref(window.innerWidth);
  const start = ref(0);
  const rate = ref(1);
  const frames = ref(0);
  /** Frame of a beat that was jumped to over more than a screen, while it flashes. */
  const flash = ref<number | null>(null);

  const scale = computed<PaperScale>(() => ({
    pixelsPerMillimetre: display.pixelsPerMillimetre,
    speed: speed.value,
    gain: gain.value,
  }));
  const view = computed<Viewport>(() => ({
    rate: rate.value,
    frames: frames.value,
    start: start.value,
    width: width.value,
    gutter,
    pixelsPerSecond: pixelsPerSecond(scale.value),
    devicePixelRatio: display.devicePixelRatio,
  }));

  /** Puts another recording on the paper, at its start. */
  function load(recording: { rate: number; frames: number }): void {
    rate.value = recording.rate;
    frames.value = recording.frames;
    start.value = 0;
    flash.value = null;
  }

  function resize(next: number): void {
    width.value = next;
    start.value = clampStart(view.value, start.value);
  }

  function scrollTo(next: number): void {
    start.value = clampStart(view.value, next);
  }

  function scrollByScreens(screens: number): void {
    scrollTo(start.value + screens * visibleFrames(view.value));
  }

  function scrollByPixels(pixels: number): void {
    scrollTo(start.value + (pixels / view.value.pixelsPerSecond) * rate.value);
  }

  function centreOn(frame: number): void {
    start.value = centre(view.value, frame);
  }

  /** Scrolls as little as possible; a beat more than a screen away flashes once when it is there. */
  function show(frame: number): void {
    const from = start.value;
    start.value = reveal(view.value, frame);
    if (Math.abs(start.value - from) > visibleFrames(view.value)) flashOnce(frame);
  }

  function flashOnce(frame: number): void {
    flash.value = frame;
    window.setTimeout(() => {
      if (flash.value === frame) flash.value = null;
    }, 200);
  }

  const limits = computed(() =>
    speedLimits(frames.value / rate.value, width.value - gutter, display.pixelsPerMillimetre),
  );

  /** Puts frames [from, to) on the screen as large as fits. */
  function showRange(from: number, to: number): void {
    const seconds = Math.max(1, to - from) / rate.value;
    const fitting = Math.max(1, width.value - gutter) / display.pixelsPerMillimetre / seconds;
    speed.value = Math.min(limits.value.fastest, Math.max(limits.value.slowest, fitting));
    centreOn((from + to) / 2);
  }

  /** Changes the speed around `x`, or around the middle. */
  function setSpeed(next: number, x = (width.value + gutter) / 2): void {
    const zoomed = pixelsPerSecond({ ...scale.value, speed: next });
    const nextStart = zoomAt(view.value, x, zoomed);
    speed.value = next;
    start.value = nextStart;
  }

  return {
    speed,
    gain,
    tool,
    start,
    flash,
    scale,
    view,
    standard: computed(() => isStandard(scale.value)),
    pixelsPerMillivolt: computed(() => pixelsPerMillivolt(scale.value)),
    load,
    resize,
    scrollTo,
    scrollByScreens,
    scrollByPixels,
    centreOn,
    show,
    setSpeed,
    /** Whether beats would stand too close together to be told apart. */
    tooFarForBeats: computed(() => speed.value < slowestWithBeats),
    /** Whether every sample is fetched, and not extremes: only then filters are seen. */
    showsSamples: computed(
      () => chooseLevel(framesPerPixel(view.value) / view.value.devicePixelRatio).kind === 'samples',
    ),
    slowestWithSamples: computed(() => {
      const { devicePixelRatio, pixelsPerMillimetre } = display;
      return rate.value / (mostFramesPerPixel * devicePixelRatio * pixelsPerMillimetre);
    }),
    secondsOnScreen: computed(() => visibleFrames(view.value) / rate.value),
    stepSpeed: (direction: 1 | -1, x?: number) => setSpeed(stepSpeed(speed.value, direction, limits.value), x),
    showRange,
    showWhole: () => showRange(0, frames.value),
    setGain: (next: number) => (gain.value = next),
    stepGain: (direction: 1 | -1) => (gain.value = step(paperGains, gain.value, direction)),
    setStandard: () => {
      gain.value = standardGain;
      setSpeed(standardSpeed);
    },
  };
});
