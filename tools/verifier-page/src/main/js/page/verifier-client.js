/* global WORKER_SOURCE -- the bundled worker, put here by the build */

/**
 * The verifier in a worker of its own, made from the page's own script, so that nothing has to be fetched. A worker that
 * has failed or was stopped is replaced at the next question, and is given the trust file again.
 */
export class VerifierClient {
  constructor() {
    this.address = ownAddress(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
    /** By number: what was asked, and whom to tell the answer. */
    this.open = new Map();
    this.last = 0;
    this.worker = null;
    this.trust = null;
    this.start();
  }

  /**
   * @param ask trust or receipt; another trust file ends what is under way
   * @returns a description, a reason, a failure, or nothing when it was stopped
   */
  ask(ask, file) {
    if (ask === "trust") {
      if (this.open.size > 0) this.end({});
      this.trust = null;
    }
    if (this.worker === null) this.start();
    if (ask === "trust") this.trust = file;
    return new Promise((tell) => {
      this.open.set(this.post(ask, file), { ask, tell });
    });
  }

  /** Ends a check that is under way. */
  stop() {
    const asked = [...this.open.values()];
    if (asked.length > 0 && asked.every(({ ask }) => ask === "receipt")) this.end({});
  }

  start() {
    const worker = new Worker(this.address);
    worker.onmessage = ({ data }) => {
      this.open.get(data.id)?.tell(data);
      this.open.delete(data.id);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // One that was replaced may be heard of late.
      if (worker === this.worker) this.end({ failure: event.message || "the browser did not start it" });
    };
    this.worker = worker;
    if (this.trust !== null) this.post("trust", this.trust);
  }

  post(ask, file) {
    const id = ++this.last;
    this.worker.postMessage({ id, ask, file });
    return id;
  }

  end(answer) {
    this.worker?.terminate();
    this.worker = null;
    const asked = [...this.open.values()];
    this.open.clear();
    asked.forEach(({ tell }) => tell(answer));
  }
}

/** Browsers with Trusted Types take code from this policy only, and markup from nobody. */
function ownAddress(blob) {
  const address = URL.createObjectURL(blob);
  const policy = globalThis.trustedTypes?.createPolicy("verifier", { createScriptURL: (url) => url });
  return policy ? policy.createScriptURL(address) : address;
}
