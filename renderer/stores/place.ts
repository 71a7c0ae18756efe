import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

/** Places that show one recording, or say that none is open. */
const recordingPlaces = ['review', 'families', 'rhythm', 'page', 'report', 'readers', 'results'] as const;
export type RecordingPlace = (typeof recordingPlaces)[number];

export type Place =
  | { readonly name: 'library' }
  | { readonly name: 'settings' }
  | { readonly name: RecordingPlace; readonly recordingId: string | null }
  | { readonly name: 'model'; readonly modelId: string | null };

/** Reads the part of an address after `#`; anything unknown is the library. */
export function parsePlace(hash: string): Place {
  const [name, id] = hash.replace(/^#?\/?/, '').split('/');
  const known = id && /^[A-Za-z0-9._-]{1,64}$/.test(id) ? id : null;
  const ofRecording = recordingPlaces.find((place) => place === name);
  if (ofRecording) return { name: ofRecording, recordingId: known };
  if (name === 'model') return { name, modelId: known };
  if (name === 'settings') return { name };
  return { name: 'library' };
}

export function formatPlace(place: Place): string {
  if (place.name === 'library' || place.name === 'settings') return `#/${place.name}`;
  const id = place.name === 'model' ? place.modelId : place.recordingId;
  return id ? `#/${place.name}/${id}` : `#/${place.name}`;
}

/** Where the reader is. The address bar follows, so that a recording can be linked to and Back works. */
export const usePlace = defineStore('place', () => {
  const current = ref<Place>(parsePlace(window.location.hash));
  window.addEventListener('hashchange', () => (current.value = parsePlace(window.location.hash)));

  function go(place: Place): void {
    const hash = formatPlace(place);
    if (hash !== window.location.hash) window.location.hash = hash;
    current.value = place;
  }

  return { current, name: computed(() => current.value.name), go };
});
