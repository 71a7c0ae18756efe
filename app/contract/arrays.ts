import * as v from 'valibot';

/** Schemas of typed arrays over any buffer; `v.instance` would insist on one kind of buffer. */
export const uint8Array = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'Expected a Uint8Array.');
export const uint16Array = v.custom<Uint16Array>((value) => value instanceof Uint16Array, 'Expected a Uint16Array.');
export const uint32Array = v.custom<Uint32Array>((value) => value instanceof Uint32Array, 'Expected a Uint32Array.');
export const int32Array = v.custom<Int32Array>((value) => value instanceof Int32Array, 'Expected an Int32Array.');
export const float32Array = v.custom<Float32Array>(
  (value) => value instanceof Float32Array,
  'Expected a Float32Array.',
);
