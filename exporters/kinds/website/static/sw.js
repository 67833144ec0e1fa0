// Keeps one release at hand, whole or not at all. NAME and FILES stand above, written when the site was made.
const PREFIX = `wegwijzer ${registration.scope} `;
const CACHE = PREFIX + NAME;
const fresh = (path) => new Request(new URL(path, registration.scope), { cache: "no-cache" });

self.addEventListener("install", (event) => {
    event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map(fresh))));
});

self.addEventListener("activate", (event) => {
    const isOld = (name) => name.startsWith(PREFIX) && name !== CACHE;
    const cleared = caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))));
    event.waitUntil(cleared.then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
    if (event.data === "nu") {
        self.skipWaiting();
    }
});

self.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (event.request.method !== "GET" || !url.href.startsWith(registration.scope)) {
        return;
    }
    event.respondWith(
        caches.open(CACHE).then((cache) => cache.match(event.request, { ignoreSearch: true }).then((held) => held ?? fetch(event.request))),
    );
});
