import { filterInterventions } from "../parts/filters.js";
import { begin } from "../parts/frame.js";

filterInterventions();
begin();
