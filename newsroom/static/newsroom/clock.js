"use strict";
/* A worker: browsers slow down the timers of tabs in the background, but not these. */
setInterval(() => postMessage(null), 10000);
