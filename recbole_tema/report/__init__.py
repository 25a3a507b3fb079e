"""HTML report of finished experiments (:func:`recbole_tema.report.page.write_page`)."""
