// De interventies voor een leeftijd, met hun erkenningen: node voorbeeld.mjs https://…/api/v1 8
// De typen komen uit de beschrijving van de API:
//   npx openapi-typescript https://…/api/v1/openapi.json -o wegwijzer.d.ts
import type { components, paths } from "./wegwijzer.js";

declare const process: { argv: string[] };

type Probleem = components["schemas"]["Probleem"];
type Interventie = components["schemas"]["InterventieInLijst"];
type Vraag<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } } ? Q : never;
type Antwoord<P extends keyof paths> = paths[P] extends {
    get: { responses: { 200: { content: { "application/json": infer A } } } };
}
    ? A
    : never;

/** Vraagt een adres; wat er tussen accolades staat, komt uit `namen`. */
async function vraag<P extends keyof paths>(
    basis: string,
    adres: P,
    namen: Record<string, string> = {},
    zoek: Vraag<P> | undefined = undefined,
): Promise<Antwoord<P>> {
    const pad = adres.replace(/\{(\w+)\}/g, (_, naam: string) => encodeURIComponent(namen[naam] ?? ""));
    const delen = Object.entries(zoek ?? {}).filter(([, waarde]) => waarde !== undefined);
    const query = new URLSearchParams(delen.map(([naam, waarde]) => [naam, String(waarde)])); // lijsten: met komma’s
    const antwoord = await fetch(`${basis}${pad}?${query}`);
    if (!antwoord.ok) {
        const probleem = (await antwoord.json()) as Probleem;
        const waarom = (probleem.invalidParams ?? []).map((een) => `${een.name}: ${een.reason}`);
        throw new Error([`${probleem.status} ${probleem.detail}`, ...waarom].join("\n"));
    }
    return (await antwoord.json()) as Antwoord<P>;
}

/** Alle interventies voor een leeftijd, bladzijde na bladzijde, uit één uitgave. */
async function interventies(basis: string, nummer: string, leeftijd: number): Promise<Interventie[]> {
    const gevonden: Interventie[] = [];
    let cursor: string | undefined;
    do {
        const bladzijde = await vraag(
            basis,
            "/uitgaven/{nummer}/interventies",
            { nummer },
            { leeftijd: [leeftijd], velden: ["naam", "erkenningen"], sorteer: "titel", limiet: 50, cursor },
        );
        gevonden.push(...bladzijde.items);
        cursor = bladzijde.volgende;
    } while (cursor !== undefined);
    return gevonden;
}

const [basis = "", leeftijd = ""] = process.argv.slice(2);
const uitgave = await vraag(basis, "/actueel");
console.log(`Uitgave ${uitgave.nummer}, ijkdatum ${uitgave.ijkdatum}`);
for (const een of await interventies(basis, uitgave.nummer, Number(leeftijd))) {
    const niveaus = (een.erkenningen ?? []).map((erkenning) => erkenning.niveau);
    console.log(`${een.naam ?? een.id}: ${niveaus.join(", ") || "geen erkenning"}`);
}
