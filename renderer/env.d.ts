/// <reference types="vite/client" />
declare module '@fontsource-variable/inter/wght.css';

/** For the linter, which reads no single-file components; vue-tsc uses their real types. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue';
  const component: DefineComponent;
  export default component;
}
