"""How a business gets its people: by a proof, by invitation, or by a decision of the project. Nobody by clicking."""
