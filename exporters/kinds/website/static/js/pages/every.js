import { begin } from "../parts/frame.js";

begin();
