/**
 * Whether constructs can be called what elements were: elements have one namespace a kind, constructs one for all.
 *
 * @module
 */
import { SECTIONS, type Section, sectionOf, singular } from '../../languages/compose';

export class TakenNames {
  /** The sections that have each name, in the project or in any of its environments. */
  private readonly sections = new Map<string, Set<Section>>();

  constructor(layers: readonly unknown[]) {
    for (const layer of layers) {
      for (const section of SECTIONS) {
        for (const id of Object.keys(sectionOf(layer, section))) {
          const known = this.sections.get(id);
          if (known) known.add(section);
          else this.sections.set(id, new Set([section]));
        }
      }
    }
  }

  has(section: Section, id: string): boolean {
    return this.sections.get(id)?.has(section) ?? false;
  }

  /** Why a construct cannot have the name of an element of this section. @param freed a section whose element gets another */
  whyNot(section: Section, id: string, freed?: Section): string | undefined {
    const other = [...(this.sections.get(id) ?? [])].find((taken) => taken !== section && taken !== freed);
    if (other !== undefined) return `a ${singular(section)} and a ${singular(other)} are called ${id}`;
    const isPossible = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(id) && !/^\d+$/.test(id) && !(id in Object.prototype);
    return isPossible ? undefined : `${id} cannot be the id of a construct`;
  }
}
