import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';

import { createPinia } from 'pinia';
import { createApp } from 'vue';

import App from './App.vue';
import { choosePort, coreKey, linkCore } from './core.ts';
import { createWords } from './i18n/i18n.ts';

const core = linkCore(choosePort(window));

createApp(App).provide(coreKey, core).use(createPinia()).use(createWords()).mount('#app');
