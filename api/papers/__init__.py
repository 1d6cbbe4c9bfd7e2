"""Papers of seizures: decision, inventory and receipt, as PDF for print."""
