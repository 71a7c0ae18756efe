/* global window, harnessSend, cloneToText, textToClone */
/*
 * Electron's side of a sandboxed preload, for the isolated world: `require` knows 'electron' and nothing else, IPC goes
 * over the binding `harnessSend` to Node, and what the preload exposes goes to the page as structured clones.
 */
function createHarnessWorld() {
  const listeners = new Map();
  const invocations = new Map();
  const ports = new Map();
  const send = (message) => harnessSend(cloneToText(message));
  let nextId = 1;

  function newPort(id) {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.onmessage = ({ data }) => send({ kind: 'port-message', id, data });
    port1.addEventListener('close', () => send({ kind: 'port-close', id }));
    return port2;
  }

  function expose(key, api) {
    const answer = (type, detail) => window.dispatchEvent(new CustomEvent(type, { detail }));
    window.addEventListener('harness:call', ({ detail }) => {
      if (!detail || detail.key !== key) return;
      const outcome = attempt(() => api[detail.name](...detail.values));
      if (!(outcome.value instanceof Promise)) return answer(`harness:answer:${detail.id}`, outcome);
      answer(`harness:answer:${detail.id}`, { later: true });
      outcome.value.then(
        (value) => answer(`harness:settled:${detail.id}`, { value }),
        (error) => answer(`harness:settled:${detail.id}`, { error: error.message }),
      );
    });
    answer('harness:expose', { key, names: Object.keys(api) });
  }

  function attempt(action) {
    try {
      return { value: action() };
    } catch (error) {
      return { error: error.message };
    }
  }

  const electron = {
    contextBridge: { exposeInMainWorld: expose },
    webUtils: { getPathForFile: (file) => `/dropped/${file.name}` },
    ipcRenderer: {
      on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      invoke(channel, ...values) {
        const id = nextId++;
        const settled = new Promise((resolve, reject) => invocations.set(id, { resolve, reject }));
        send({ kind: 'invoke', id, channel, values });
        return settled;
      },
    },
  };

  return {
    require(name) {
      if (name === 'electron') return electron;
      throw new Error(`module not found: ${name}`);
    },
    receive(text) {
      const message = textToClone(text);
      if (message.kind === 'port-message') ports.get(message.id)?.postMessage(message.data);
      else if (message.kind === 'port-close') ports.get(message.id)?.close();
      else if (message.kind === 'result') invocations.get(message.id).resolve(message.value);
      else if (message.kind === 'fault') invocations.get(message.id).reject(new Error(message.error));
      else if (message.kind === 'send') {
        const event = { ports: message.ports.map(newPort) };
        for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.values);
      }
    },
  };
}
globalThis.createHarnessWorld = createHarnessWorld;
