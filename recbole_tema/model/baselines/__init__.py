"""Published models of cross-domain sequential recommendation, written from their papers, trained on whole sequences."""
