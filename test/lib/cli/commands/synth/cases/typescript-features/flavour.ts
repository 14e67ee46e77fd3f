export enum Flavour {
  Small = 'alpine',
}
