/* Before a form goes out it asks whether whoever typed is still signed in. If not, everything stays where it stands. */
(() => {
    const { ask, signIn } = document.currentScript.dataset;
    const SIGNED_OUT = {
        title: 'Je bent uitgelogd',
        text: 'Er is nog niets verstuurd, en wat je typte staat er nog. Log in in een nieuw tabblad, kom hier terug en klik opnieuw op de knop.',
        link: 'Inloggen in een nieuw tabblad',
    };
    const NO_ANSWER = {
        title: 'Er is geen verbinding',
        text: 'Er is nog niets verstuurd, en wat je typte staat er nog. Kijk of je internet werkt en klik over een minuut opnieuw op de knop.',
    };
    const asking = new WeakSet(); // forms that wait for the answer
    const allowed = new WeakSet(); // forms that may go out now

    const element = (tag, properties, ...children) => {
        const made = Object.assign(document.createElement(tag), properties);
        made.append(...children);
        return made;
    };

    const tell = ({ title, text, link }) => {
        const heading = element('h2', { id: 'staying-title', textContent: title });
        const close = element('button', { type: 'submit', className: 'button', textContent: 'Terug naar het scherm' });
        const back = element('form', { method: 'dialog' }, close);
        if (link) {
            const properties = { href: signIn, target: '_blank', rel: 'noopener', className: 'button', textContent: link };
            close.classList.add('button-secondary');
            back.prepend(element('a', properties));
        }
        const dialog = element('dialog', { className: 'staying' }, heading, element('p', { textContent: text }), back);
        dialog.setAttribute('aria-labelledby', heading.id);
        dialog.addEventListener('close', () => dialog.remove());
        document.body.append(dialog);
        dialog.showModal();
    };

    const holdBack = (button, words) => {
        button?.setAttribute('data-w-progress-loading-value', 'false'); // it says already that it is busy
        tell(words);
    };

    const askFor = async (form, button) => {
        let answer;
        try {
            answer = await fetch(ask, { cache: 'no-store', redirect: 'manual' });
        } catch {
            return holdBack(button, NO_ANSWER);
        }
        if (answer.type === 'opaqueredirect') return holdBack(button, SIGNED_OUT); // to where one signs in
        // What went wrong otherwise, the form's own answer says.
        if (answer.ok) {
            const { token } = await answer.json();
            for (const field of document.getElementsByName('csrfmiddlewaretoken')) field.value = token;
        }
        const isBusy = button?.disabled; // a button that is off would not be told to the server
        if (isBusy) button.disabled = false;
        allowed.add(form);
        form.requestSubmit(button);
        if (isBusy) button.disabled = true;
    };

    const goesOut = (event) => {
        const method = event.submitter?.getAttribute('formmethod') ?? event.target.getAttribute('method');
        return method?.toLowerCase() === 'post';
    };

    const stop = (event) => {
        if (!goesOut(event) || allowed.delete(event.target)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (asking.has(event.target)) return;
        asking.add(event.target);
        askFor(event.target, event.submitter).finally(() => asking.delete(event.target));
    };

    // Who signs in has nothing to lose yet, so only where the menu is.
    if (document.getElementById('wagtail-sidebar')) document.addEventListener('submit', stop, true);
})();
