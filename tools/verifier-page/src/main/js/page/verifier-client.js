/* global WORKER_SOURCE -- the bundled worker, put here by the build */

/** The verifier in a worker of its own, made from the page's own script, so that nothing has to be fetched. */
export class VerifierClient {
  constructor() {
    this.open = new Map();
    this.last = 0;
    this.worker = new Worker(ownAddress(new Blob([WORKER_SOURCE], { type: "text/javascript" })));
    this.worker.onmessage = ({ data }) => {
      this.open.get(data.id)(data);
      this.open.delete(data.id);
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.broken = event.message || "the browser did not start it";
      this.open.forEach((answer) => answer({ failure: this.broken }));
      this.open.clear();
    };
  }

  /** @param ask trust or receipt; the answer always comes, as a description, a reason or a failure */
  ask(ask, file) {
    if (this.broken) return Promise.resolve({ failure: this.broken });
    const id = ++this.last;
    return new Promise((answer) => {
      this.open.set(id, answer);
      this.worker.postMessage({ id, ask, file });
    });
  }
}

/** Browsers with Trusted Types take code from this policy only, and markup from nobody. */
function ownAddress(blob) {
  const address = URL.createObjectURL(blob);
  const policy = globalThis.trustedTypes?.createPolicy("verifier", { createScriptURL: (url) => url });
  return policy ? policy.createScriptURL(address) : address;
}
