/* global window */
/* The page's side of the harness's context bridge: functions whose arguments and results are structured clones. */
{
  let nextId = 1;

  function call(key, name, values) {
    const id = nextId++;
    let settle;
    let answer = null;
    const promise = new Promise((resolve, reject) => (settle = { resolve, reject }));
    window.addEventListener(`harness:answer:${id}`, ({ detail }) => (answer = detail), { once: true });
    window.dispatchEvent(new CustomEvent('harness:call', { detail: { id, key, name, values } }));
    if (!answer) throw new TypeError('An object could not be cloned.');
    if (!answer.later) return finish(answer);
    window.addEventListener(
      `harness:settled:${id}`,
      ({ detail }) => {
        try {
          settle.resolve(finish(detail));
        } catch (error) {
          settle.reject(error);
        }
      },
      { once: true },
    );
    return promise;
  }

  function finish({ value, error }) {
    if (error !== undefined) throw new Error(error);
    return value;
  }

  window.addEventListener('harness:expose', ({ detail: { key, names } }) => {
    const api = Object.fromEntries(names.map((name) => [name, (...values) => call(key, name, values)]));
    Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true });
  });
}
