import { parentPort } from "node:worker_threads";
import { encodeRlp } from "../../main/js/chain/rlp.js";

// 65,000 items of one byte: browsers give a worker half a megabyte of stack.
parentPort.postMessage(encodeRlp(new Array(65_000).fill(Uint8Array.of(1))).length);
