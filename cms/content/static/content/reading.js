/* Gives the preview of an item the height of what is in it, also when that grows: nothing is cut off halfway. */
(() => {
    const fit = (frame) => { frame.style.height = `${frame.contentDocument.documentElement.offsetHeight}px`; };

    const follow = (frame) => {
        fit(frame);
        document.getElementById(location.hash.slice(1))?.scrollIntoView(); // it moved: the preview stands above it
        new ResizeObserver(() => fit(frame)).observe(frame.contentDocument.documentElement);
    };

    document.addEventListener('DOMContentLoaded', () => {
        for (const frame of document.querySelectorAll('iframe.preview')) {
            frame.addEventListener('load', () => follow(frame));
            if (frame.contentDocument.readyState === 'complete' && frame.contentDocument.URL === frame.src) follow(frame);
        }
    });
})();
