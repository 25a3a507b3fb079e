tag_item_id:token	tags:token_seq	tag_scores:float_seq
B008EYP5HC	coffee coffee-maker color black brewing set cup	0.994 0.99 0.982 0.981 0.974 0.91 0.771
B000DLB2FI	filter coffee brewing cup coffee-maker cooking-utensil	0.993 0.992 0.97 0.969 0.881 0.613
B00CTLAL48	coffee kitchen brewing roast dark-roast coffee-maker coffee-beans	0.993 0.977 0.964 0.934 0.91 0.751 0.507
B00CTLAICI	coffee brewing espresso roast dark-roast coffee-maker	0.993 0.962 0.93 0.916 0.889 0.866
B00CTLALGQ	coffee brewing coffee-maker dark-roast	0.994 0.971 0.842 0.778
B0029XDZIK	coffee candy	0.889 0.648
B002R5A0GU	electronic cooking-appliance electric oven cast-iron utility	0.981 0.976 0.965 0.904 0.872 0.771
B005Y111BW	snack chocolate almond sweetener candy	0.961 0.958 0.929 0.886 0.703
B007C8FC9W	tool utensils cooking-tools sharp	0.989 0.9 0.633 0.554
B00DGLTYP2	cooking grill cooking-appliance cooking-tools cookingware cooking-utensil plate bakery	0.99 0.987 0.985 0.985 0.985 0.946 0.594 0.553
B008I1XLDQ	coffee breakfast brewing coffee-beans decaffeinate blend coffee-maker	0.994 0.973 0.955 0.954 0.954 0.903 0.795
B005K4Q1T0	cocoa chocolate coffee brewing coffee-maker	0.987 0.98 0.978 0.935 0.741
B003EXVM66	pasta cooking spaghetti baked side-dish	0.99 0.983 0.968 0.897 0.802
B00D8YLISS	flavor chocolate candy sweetener almond	0.987 0.982 0.976 0.955 0.947
B00GRNUELO	coffee brewing roast coffee-maker	0.994 0.976 0.918 0.909
B00HBBYWNW	coffee brewing coffee-maker	0.989 0.901 0.732
B00AQIT90S	chocolate cocoa fruit	0.986 0.969 0.836
B00ESF08MS	ceramic cooking-appliance white coffee-maker porcelain stainless-steel bakery	0.992 0.983 0.982 0.873 0.616 0.561 0.528
B000FEH8ME	chocolate cocoa flavor vegetarian baked sweetener	0.993 0.984 0.973 0.948 0.9 0.796
B002TN49F8	coffee coffee-beans cocoa coffee-maker	0.992 0.7 0.684 0.555
B003XV8XK2	cookies candy flavor chocolate cocoa	0.988 0.978 0.975 0.877 0.77
B004LA1LKI	cheddar crunchy chips candy cereal	0.965 0.928 0.921 0.906 0.806
B004K0630M	cans energy-drink fruit banana sweetener soda	0.986 0.985 0.968 0.948 0.919 0.78
B000VK3ZGA	coffee roast brewing coffee-beans dark-roast	0.994 0.943 0.939 0.932 0.923
B005M8HPPS	glassware cup dinnerware bag brewing coffee	0.994 0.967 0.935 0.855 0.775 0.616
B0040K41MY	flavor crunchy dessert health cocoa	0.982 0.961 0.921 0.58 0.522
B0056B4EA0	vacuum cleaning handheld bag accessories	0.99 0.976 0.971 0.955 0.789
B007JFMIWW	cookies snack oatmeal cereal breakfast sweetener	0.997 0.922 0.91 0.845 0.835 0.725
B0016B9FSU	coconut blend	0.981 0.612
B001DXVL6K	color knife cutlery sharp blue cooking-tools stainless-steel	0.984 0.983 0.98 0.973 0.968 0.957 0.549
B00BIEU45I	coffee brewing coffee-beans	0.991 0.938 0.854
B00E3QNFEA	tomato snack	0.901 0.732
B00CIVY3CA	spicy cooking snack chips chili	0.927 0.925 0.787 0.718 0.677
B00I2HXXRK	design accessories fabric	0.989 0.947 0.935
B001BBU7G4	glassware brewing cup coffee coffee-maker	0.988 0.924 0.899 0.772 0.699
B001E96JZG	pasta dining dinner	0.99 0.909 0.653
B001FSK1GY	fruit snack cinnamon candy	0.988 0.981 0.951 0.914
B000F3Q0QK	flavor chips snack sweetener	0.971 0.765 0.711 0.662
B001LG945O	juice cans flavor fruit sweetener soda energy-drink	0.99 0.982 0.98 0.945 0.942 0.796 0.668
B000EMQFY4	fruit snack flavor candy cereal	0.976 0.953 0.947 0.766 0.592
B000F3V880	sauce spice fruit spicy sweet	0.99 0.965 0.956 0.924 0.678
B002D4DY8G	chocolate coffee cocoa brewing coffee-beans	0.988 0.982 0.968 0.815 0.802
B004VLTDKM	cooking-tools utensils cookingware accessories glassware silverware dinnerware	0.989 0.985 0.969 0.955 0.927 0.911 0.722
B00C0NZWT4	coffee porcelain ceramic brewing coffee-maker cooking-appliance cup	0.992 0.991 0.982 0.97 0.961 0.947 0.769
B0014WYXQK	juice cans fruit sweetener soda	0.985 0.976 0.944 0.823 0.769
B001EQ51NA	flavor taste crunchy	0.991 0.98 0.74
B001EQ55RW	chocolate cocoa almond cans dark-roast sweetener	0.988 0.985 0.963 0.936 0.839 0.675
B001FA1SSM	cereal granola crunchy oatmeal	0.993 0.674 0.664 0.527
B001U89IU4	chocolate cocoa sweet-treat sweetener candy chocolate-chip	0.983 0.967 0.954 0.918 0.865 0.509
B001OCKIBY	snack	0.909
B003CT37KG	bedding comfort cooling	0.984 0.981 0.712
B004307420	juicer fruit black stainless-steel	0.993 0.974 0.955 0.699
B004R8J8EK	cooking baking snack baked	0.962 0.923 0.853 0.74
B004R8J8E0	cooking baking snack baked	0.95 0.884 0.832 0.68
B004YGQPCI	supplement energy-drink sweetener cinnamon candy	0.882 0.868 0.823 0.695 0.617
B000VSBU3M	scale cooking-appliance cookingware stainless-steel glassware	0.995 0.958 0.872 0.803 0.801
B004E4HUMY	tea sweetener sweet-treat sugar	0.989 0.988 0.946 0.939
B003Y3AA2S	cleaning accessories tool	0.985 0.783 0.617
B0041CIP3M	sauce kitchen curry spice flavor side-dish chili	0.986 0.977 0.969 0.961 0.947 0.679 0.645
B002IEVJRY	coffee cans coffee-maker	0.992 0.973 0.583
B006MONQMC	energy-drink fruit sweetener supplement snack juice soda	0.988 0.924 0.869 0.863 0.816 0.803 0.529
B005XVZKGA	water coffee health energy-drink	0.989 0.895 0.796 0.514
B008DBREM0	vacuum cleaning bag utility	0.988 0.985 0.931 0.897
B007JFXXJY	tea fruit sweetener	0.993 0.843 0.666
B005V9YXTO	vegetarian vegetable chips snack	0.993 0.992 0.977 0.943
B00934WBRO	fruit snack crunchy sweetener	0.988 0.974 0.844 0.574
B0025UCHRC	coffee	0.427
B00BL6UE76	cleaning accessories cooking-appliance air-purifier	0.888 0.781 0.777 0.656
B00B324T10	seasoning spice blend	0.983 0.969 0.768
B00AHRDVFM	spice snack	0.937 0.921
B00A1590RS	cleaning tool vacuum	0.991 0.928 0.866
B00CJAU0E0	cookingware cooking porcelain ceramic set cooking-utensil utensils	0.995 0.993 0.991 0.987 0.972 0.971 0.96
B00EJQQLNQ	vacuum cleaning canister bag utility filter	0.986 0.98 0.959 0.915 0.892 0.501
B00H5F6UNE	dinnerware porcelain ceramic cookingware utensils glassware cooking-utensil silverware	0.996 0.994 0.988 0.986 0.964 0.958 0.879 0.591
B00CWTZ6GU	sweetener sugar candy	0.987 0.972 0.581
B00J4ON3O8	coffee cooking-appliance coffee-maker electric brewing cup cooling	0.983 0.976 0.976 0.972 0.963 0.833 0.715
B00J4RHH6K	dinnerware cookingware set glassware utensils cooking-utensil silverware cooking-tools	0.997 0.989 0.98 0.979 0.963 0.908 0.875 0.839
B001OCBT3U	candy	0.697
B0031NEOYG	knife ceramic cooking cooking-tools cutting porcelain sharp	0.995 0.99 0.99 0.988 0.979 0.902 0.893
B003KYSLMW	cookingware	0.913
B002NHSQ6I	chocolate organic cocoa flavor sweetener	0.992 0.989 0.983 0.949 0.69
B004K00DGC	energy-drink cans juice fruit snack soda	0.988 0.979 0.977 0.964 0.864 0.779
B004NSH6O8	chocolate cocoa candy almond sweetener dairy	0.992 0.975 0.962 0.894 0.841 0.783
B004NSKWMQ	chocolate flavor cocoa sweet dessert coffee	0.992 0.978 0.974 0.956 0.891 0.882
B002FQJW4W	vacuum cleaning accessories	0.996 0.995 0.584
B005IMZ7WG	fabric	0.823
B007RKFCUY	hook storage accessories utility cooking-tools tool	0.98 0.969 0.925 0.861 0.77 0.66
B006ZRED8W	color fabric set bag	0.993 0.893 0.883 0.88
B008IY5DG6	chips snack popcorn chili sweet chocolate-chip	0.981 0.93 0.848 0.716 0.665 0.604
B004GJ5G6O	mold silicone baking-pans cookingware baking dinnerware bakery oven	0.992 0.988 0.988 0.985 0.981 0.911 0.907 0.856
B00AMC3NK0	chips popcorn sweet-treat sweet	0.946 0.921 0.868 0.672
B006HCWRLK	glassware cookingware baking bakery	0.976 0.96 0.955 0.828
B009UQGLGW	kitchen coffee brewing coffee-maker	0.986 0.984 0.95 0.893
B00BSDP7FG	tool cleaning utensils cooking-tools bowl cooking-utensil cooking dinnerware	0.989 0.988 0.985 0.985 0.983 0.977 0.972 0.907
B002DM62BY	snack flavor crunchy candy	0.98 0.979 0.609 0.577
B00DUQDIJG	tea sweetener	0.995 0.501
B00E62ERJS	porcelain nonstick ceramic cookingware cooking-utensil glassware dinnerware utensils	0.987 0.982 0.982 0.974 0.941 0.937 0.924 0.881
B00F6MFXCW	fruit crunchy snack vegetable	0.992 0.942 0.898 0.829
B000W2DSO6	coffee brewing flavor	0.994 0.956 0.951
B001LG940E	juice cans flavor sweetener fruit soda	0.991 0.984 0.983 0.945 0.885 0.846
B001I1BH98	kettle cooking electric cooking-appliance cooking-tools cookingware	0.991 0.984 0.984 0.98 0.972 0.928
B000EMK53G	granola almond crunchy snack cereal	0.993 0.978 0.974 0.959 0.937
B003YC1DDY	cooking cookingware cooking-tools cooking-appliance cooking-utensil pan utensils	0.993 0.99 0.988 0.985 0.971 0.952 0.8
B0043073YO	coffee brewing coffee-maker stainless-steel	0.994 0.974 0.925 0.731
B0013L96EQ	snack crunchy	0.769 0.583
B004JRKEH4	sauce flavor snack chips chili	0.992 0.973 0.863 0.826 0.713
B004JRO1S2	sauce flavor spice spicy	0.987 0.968 0.962 0.913
B005SPQENY	tea fruit juice sweetener	0.97 0.942 0.577 0.519
B0061IUIB6	tea coffee brewing	0.992 0.913 0.904
B007UEA0CM	cookingware cooking-tools cooking-utensil glassware utensils cooking-appliance	0.945 0.93 0.913 0.905 0.885 0.834
B0061IUIEI	tea breakfast coffee dining	0.994 0.971 0.953 0.873
B008TNH0E4	cooking oven brewing	0.916 0.811 0.553
B005Y10X9S	cereal snack breakfast healthy	0.982 0.933 0.891 0.88
B008N86YLK	food-preparation cup nonstick	0.965 0.943 0.635
B008L5F4H0	vacuum cleaning bag handheld accessories air-purifier	0.99 0.981 0.962 0.666 0.602 0.517
B006C9TPKO	coffee brewing black cup coffee-maker color	0.993 0.977 0.945 0.939 0.911 0.628
B004U8XT10	rice	0.971
B005R21N2A	cooking cookingware cooking-appliance cooking-utensil dinnerware slow-cooker crock-pot	0.992 0.985 0.984 0.974 0.638 0.61 0.536
B0071NI8XK	glassware cookingware canister utensils dinnerware stainless-steel	0.927 0.836 0.76 0.617 0.523 0.505
B00DUG0A7E	vacuum cleaning bag accessories	0.988 0.96 0.947 0.747
B00DBSFXLY	chips cheddar	0.853 0.835
B00CVTFL7A	chocolate snack cereal sweetener	0.962 0.949 0.9 0.572
B00GLP9JB4	tea sweetener honey juice	0.988 0.963 0.784 0.741
B000G6MBVE	chips snack cookies	0.974 0.931 0.682
B002RBTVGY	chocolate cocoa candy dairy	0.989 0.969 0.958 0.776
B00HEZ8A6K	set cooking-tools cookingware utensils cooking-utensil dinnerware silverware cutting-board	0.986 0.986 0.982 0.981 0.977 0.822 0.659 0.581
B00H727T7Q	seasoning kitchen flavor	0.988 0.986 0.948
B00H727WVY	seasoning sweetener spice flavor cooking	0.985 0.975 0.971 0.939 0.937
B00JAXNMRG	candy snack crunchy chocolate	0.936 0.902 0.681 0.617
B00ISVHJ3Y	sweetener organic sugar flavor sweet-treat	0.995 0.985 0.985 0.945 0.932
B005VOOKMY	coffee brewing tea coffee-beans	0.997 0.974 0.925 0.875
B005F1PT32	cleaning vacuum accessories	0.993 0.991 0.537
B007P6SAZ4	cooking cooking-appliance cooking-tools cookingware electric oven	0.989 0.985 0.979 0.972 0.941 0.838
B0056B4EZK	vacuum canister bag cleaning accessories filter	0.976 0.956 0.95 0.93 0.726 0.565
B004WGQ8EU	coffee-maker coffee cup brewing cooking-appliance cookingware cooking-tools cooling	0.996 0.992 0.985 0.984 0.971 0.923 0.917 0.51
B003VSFELS	organic chips coconut health cocoa	0.988 0.986 0.972 0.904 0.575
B008C9UFDI	oven cooking-appliance toaster cookingware electric baking-pans pan	0.987 0.984 0.98 0.974 0.937 0.669 0.623
B004H1NICU	vacuum canister bag cleaning accessories	0.921 0.914 0.911 0.811 0.694
B0059HN0JW	organic vegetable grain	0.993 0.959 0.775
B002NKPCZI	honey sweetener sweet	0.984 0.968 0.964
B00E0QMDSM	coffee coffee-maker brewing cup stainless-steel	0.996 0.996 0.984 0.799 0.727
B00EM39836	coffee tea brewing coffee-maker	0.954 0.938 0.924 0.8
B00EDHW7F2	coffee kitchen brewing coffee-maker	0.934 0.932 0.853 0.716
B00DKXZK2W	bread baking cooking-tools cookingware bakery coffee-maker	0.997 0.99 0.987 0.985 0.9 0.632
B00ED3N3OA	cooking-tools utensils tool stainless-steel silverware	0.987 0.978 0.975 0.802 0.602
B00DI342IW	vacuum bag food-preparation cooking-appliance accessories cooking-tools canister	0.965 0.962 0.955 0.927 0.858 0.815 0.551
B00AV5JCDU	coffee kitchen brewing coffee-maker roast coffee-beans	0.995 0.984 0.98 0.891 0.839 0.574
B00HZI5WXU	stainless-steel cleaning glassware cup cookingware	0.995 0.988 0.97 0.968 0.733
B00H727M8M	seasoning cheese cheddar	0.992 0.99 0.959
B00H727LVA	seasoning flavor	0.983 0.869
B00C7MGHVA	tea coffee sweetener	0.986 0.945 0.547
B00H727TE4	seasoning spice flavor spicy	0.988 0.981 0.955 0.942
B000G6MBTG	chips cheddar snack cookies	0.975 0.965 0.895 0.874
B0063T8XCE	coffee blend coffee-beans chocolate	0.987 0.907 0.77 0.589
B004FLK0K0	oven cooking-appliance cookingware cooking-tools bowl cooking-utensil	0.993 0.986 0.979 0.978 0.967 0.891
B004TJNN9I	cutting-board dinnerware utensils	0.997 0.929 0.916
B005IMZ7M6	baking bowl cookingware cooking-utensil baking-pans bakery dinnerware	0.993 0.986 0.978 0.932 0.911 0.901 0.796
B003LRY366	nonstick	0.739
B007ME4WLK	cooking cooking-tools utensils cooking-utensil cooking-appliance nonstick	0.991 0.991 0.988 0.988 0.98 0.725
B005HG9ERW	water health natural	0.997 0.961 0.743
B007MHJ06E	utensils stainless-steel set cooking-tools silverware cooking accessories dinnerware	0.985 0.983 0.982 0.979 0.954 0.95 0.944 0.891
B0016O8PGA	cutlery utensils cookingware cooking-tools dinnerware silverware knife black	0.997 0.989 0.987 0.987 0.966 0.959 0.921 0.888
B004QGXND0	knife cutting cooking-tools tool plate sharp	0.959 0.94 0.933 0.899 0.745 0.678
B00CM4PZQG	bowl storage cookingware dinnerware cooking glassware utensils cooking-tools	0.977 0.973 0.965 0.965 0.952 0.943 0.933 0.905
B00DF05TC6	popcorn gourmet snack cinnamon candy	0.994 0.982 0.939 0.574 0.55
B00DCCYD6U	cleaning tool vacuum utility brush	0.992 0.964 0.96 0.945 0.512
B00ESCL0KU	color utensils tool silverware nonstick	0.988 0.988 0.964 0.886 0.701
B00BU9GDLU	tool cooking-tools utensils cooking-utensil accessories silverware glassware	0.985 0.982 0.981 0.965 0.935 0.796 0.74
B002RBTVC8	chocolate cocoa candy	0.996 0.988 0.983
B003GTR8IO	coffee flavor brewing coffee-beans natural	0.994 0.992 0.97 0.956 0.943
B004T80BYE	organic coconut supplement	0.987 0.987 0.702
B005IW4WEA	grain snack cereal oatmeal	0.99 0.882 0.723 0.666
B005BPVA3A	granola snack cinnamon cereal almond sweetener candy	0.992 0.953 0.952 0.943 0.911 0.9 0.697
B007B9WAH4	tea sweetener decaffeinate	0.972 0.908 0.903
B005OVPKCI	cereal oatmeal breakfast cinnamon	0.996 0.995 0.989 0.965
B005KK56JU	cookies oatmeal baked breakfast sweet cereal	0.997 0.99 0.986 0.979 0.972 0.968
B001M09AZS	oatmeal cereal breakfast cinnamon spice	0.996 0.986 0.985 0.976 0.965
B007NE7PKY	fabric bedding set home-decor comfort	0.998 0.994 0.971 0.967 0.944
B008JC76XA	stainless-steel glassware blue cookingware dinnerware cooking-appliance	0.996 0.974 0.969 0.966 0.926 0.895
B00608YG7E	bedding set color blue collection	0.991 0.968 0.957 0.87 0.645
B008PREUGU	dinnerware cookingware plate glassware utensils cooking-utensil silverware	0.994 0.981 0.98 0.978 0.885 0.842 0.8
B0093JWGOW	dinnerware cookingware set glassware utensils silverware cooking-utensil cooking-tools	0.997 0.987 0.981 0.98 0.97 0.932 0.85 0.569
B00338DPF8	cheese cheddar dinner	0.995 0.915 0.886
B0081Q1KJU	cheese popcorn cheddar snack	0.992 0.991 0.97 0.947
B008GZ1A7I	sauce spice vegetable	0.986 0.881 0.589
B0025UCHT0	spaghetti pasta snack	0.994 0.992 0.655
B0053H5BFY	brush stainless-steel color	0.807 0.791 0.725
B003YBH398	cheese dining dinner snack side-dish vegetarian	0.985 0.948 0.942 0.87 0.799 0.519
B00BSDP78I	utensils glassware cooking-tools cooking-utensil tool cookingware dinnerware	0.979 0.96 0.96 0.952 0.919 0.839 0.569
B00DBSG2HS	cookies baking sweet dessert chocolate-chip baked chocolate chips	0.997 0.989 0.985 0.983 0.97 0.97 0.961 0.918
B005P0S1GU	fruit snack sweet-treat banana	0.991 0.969 0.848 0.685
B00ABHHY0G	glassware ceramic cookingware dinnerware set utensils cooking-utensil	0.99 0.985 0.983 0.983 0.978 0.937 0.811
B00HETRYOU	bedding fabric comfort home-decor	0.996 0.987 0.953 0.944
B00GFE611W	milk dairy supplement	0.99 0.986 0.675
B00FU1YVDQ	milk dairy supplement	0.977 0.975 0.754
B00H727M6O	seasoning cooking grain popcorn	0.984 0.944 0.9 0.581
B00KMXNJPI	fabric home-decor bedding	0.991 0.984 0.975
B00I5NGFGW	design white color scale bag utensils	0.987 0.976 0.973 0.795 0.558 0.5
B0012HP1CC	sauce pasta spaghetti tomato basil	0.991 0.988 0.976 0.965 0.949
B0012HP2Q2	sauce pasta basil spaghetti tomato rice	0.993 0.991 0.975 0.973 0.965 0.609
B00110FINM	coffee breakfast coffee-beans brewing	0.995 0.985 0.958 0.939
B001EQ55TU	almond cans candy sweetener	0.985 0.964 0.763 0.699
B001EQ55ZO	spice cans sweetener	0.974 0.954 0.705
B004JGQ15Y	sweet dessert sweet-treat baking chocolate	0.978 0.972 0.972 0.946 0.89
B004MO6NI8	supplement cans energy-drink	0.988 0.98 0.85
B005BFZ5H2	cleaning vacuum bag handheld	0.993 0.992 0.831 0.71
B00AZSNVZ8	accessories utility glassware	0.816 0.816 0.521
B00AZSZYK8	coffee coffee-maker brewing cooking-appliance cup cooking-tools	0.998 0.997 0.992 0.979 0.964 0.948
B003TBRF1O	coffee brewing fair-trade roast coffee-maker coffee-beans	0.995 0.979 0.954 0.925 0.856 0.723
B0051SU0OW	coffee brewing coffee-maker	0.984 0.955 0.736
B005ZONHSS	dinnerware cookingware glassware silverware utensils porcelain cooking-utensil cooking-tools	0.997 0.991 0.985 0.972 0.971 0.855 0.842 0.54
B005ZBZLT4	coffee brewing	0.985 0.864
B0064OM21G	tool cutlery knife stainless-steel silverware sharp	0.983 0.904 0.867 0.843 0.832 0.768
B007OSBFY6	coffee brewing coffee-maker cocoa coffee-beans	0.995 0.971 0.854 0.843 0.632
B0026ZYZ7Q	tea organic chocolate cocoa	0.993 0.981 0.927 0.813
B00CZA2150	stainless-steel glassware cookingware brewing	0.959 0.938 0.916 0.854
B00F968WB4	glassware water coffee dinnerware	0.981 0.962 0.801 0.671
B0091146V8	coffee brewing coffee-maker	0.987 0.957 0.937
B00IJ4JBJA	coffee blend brewing coffee-maker	0.988 0.947 0.937 0.793
B00GZS86M0	fabric home-decor bedding	0.993 0.916 0.831
B000VK4DXO	chips popcorn candy chocolate-chip cookies	0.981 0.967 0.938 0.89 0.872
B001534QYW	cans flavor fruit sweetener soda	0.982 0.957 0.934 0.853 0.849
B001D05RWC	almond snack supplement candy vegetarian sweetener	0.957 0.937 0.891 0.82 0.746 0.652
B00004SU18	filter cup coffee-maker brewing	0.981 0.751 0.676 0.628
B000AQSMPO	coffee coffee-maker brewing cooking-appliance cooking-utensil cup	0.992 0.984 0.982 0.959 0.778 0.663
B004G5TQIM	vacuum cleaning bag accessories air-purifier canister collapsible	0.959 0.951 0.756 0.713 0.661 0.654 0.521
B0013TO51W	candy sweet-treat snack chocolate flavor cookies	0.99 0.968 0.917 0.865 0.853 0.725
B002TMV38A	coffee roast dark-roast coffee-beans cocoa	0.995 0.962 0.946 0.923 0.79
B003ZDNKQU	bread cooking-tools bakery collapsible utensils fruit	0.993 0.989 0.918 0.907 0.773 0.745
B003GW873G	coffee cup coffee-maker brewing stainless-steel	0.983 0.977 0.973 0.956 0.55
B004U49QU2	sweet-treat sweet chips cookies snack candy chocolate-chip	0.965 0.957 0.947 0.941 0.925 0.903 0.573
B0000CF3Q6	coffee-maker coffee brewing cooking-appliance cooking-tools cookingware cup	0.994 0.993 0.983 0.975 0.961 0.955 0.89
B004EBUZV0	electric cooking-appliance cooking-tools cookingware brewing coffee-maker	0.963 0.958 0.881 0.878 0.782 0.546
B005OVPK9G	oatmeal cereal breakfast sugar crunchy snack	0.994 0.992 0.984 0.97 0.931 0.916
B003G2ZL4E	storage color black fabric bedding	0.995 0.984 0.973 0.829 0.584
B00752UUKQ	canister set black utensils glassware	0.99 0.981 0.978 0.96 0.952
B008Q2ES5C	knife cooking-tools cooking-utensil utensils cutting cookingware lock	0.987 0.98 0.963 0.937 0.925 0.921 0.869
B00CI51RS4	cooking-tools grill cooking-appliance utensils	0.992 0.992 0.991 0.59
B00D6JUHUU	stainless-steel coffee brewing coffee-maker cup	0.997 0.995 0.982 0.982 0.705
B0093JW43A	cookingware dinnerware cooking-tools cooking-utensil utensils glassware	0.995 0.984 0.984 0.97 0.916 0.69
B0041NYV8E	flavor sweetener coffee	0.969 0.869 0.687
B004538TME	coffee brewing coffee-beans coffee-maker	0.998 0.982 0.628 0.517
B006BXUYN8	granola cereal chocolate snack cocoa oatmeal	0.993 0.974 0.967 0.953 0.92 0.624
B007Y59HVM	coffee kitchen brewing coffee-maker	0.986 0.916 0.881 0.599
B007SNTN4G	vacuum canister utility cleaning filter bag	0.974 0.962 0.932 0.913 0.617 0.603
B008JA7CRW	energy-drink cans fruit sweetener soda supplement juice	0.988 0.973 0.906 0.737 0.695 0.655 0.554
B0017IFSIS	stainless-steel glassware blue cookingware dinnerware cooking-appliance	0.995 0.975 0.973 0.967 0.917 0.903
B002PY7AYI	stainless-steel glassware cup coffee brewing cookingware coffee-maker	0.995 0.979 0.976 0.828 0.794 0.745 0.506
B0017IHRNM	color stainless-steel blue glassware cup brewing	0.995 0.994 0.974 0.971 0.913 0.776
B007FK3CVM	water fruit	0.983 0.549
B009WPKGQC	sauce spice flavor spicy chili	0.989 0.976 0.974 0.947 0.793
B00004OCO9	stainless-steel cup utensils set cooking-utensil cooking-tools glassware	0.996 0.99 0.984 0.976 0.971 0.967 0.951
B0052Z92WA	vegetable ground	0.772 0.761
B00DBTOVXO	cleaning	0.994
B001E4Q5GO	sweetener cocoa chocolate candy snack	0.978 0.968 0.866 0.858 0.819
B00BHIS6MI	popcorn snack butter dairy	0.989 0.944 0.897 0.601
B00DMSHM30	cereal flavor snack crunchy oatmeal	0.988 0.977 0.907 0.679 0.522
B00D7OOD3G	cooking slow-cooker stainless-steel cooking-tools cooking-appliance cookingware cooking-utensil crock-pot	0.993 0.99 0.987 0.987 0.987 0.986 0.953 0.898
B00DF0KXYK	popcorn butter spice	0.993 0.95 0.765
B002XOHZWC	fruit utensils juicer knife	0.962 0.924 0.81 0.606
B0047E0EII	fruit food knife dinnerware	0.941 0.921 0.823 0.584
B0088LR592	utensils cooking-tools fruit cutlery knife nonstick	0.985 0.982 0.979 0.93 0.889 0.669
B00503DOWS	spice oatmeal grain	0.908 0.78 0.644
B00503DP0O	coconut oatmeal vegetarian	0.908 0.802 0.552
B005A1LINC	flavor soda sweet-treat	0.941 0.769 0.534
B00683IDJI	chocolate cooking-appliance	0.783 0.78
B007JT27BK	coffee-maker stainless-steel	0.547 0.516
B001M0AK5M	oatmeal cereal cinnamon snack	0.989 0.967 0.943 0.894
B007N04AF6	oatmeal breakfast cereal almond	0.984 0.965 0.963 0.692
B00BDFNTNQ	popcorn snack sugar cinnamon candy breakfast	0.994 0.964 0.952 0.945 0.85 0.655
B00CTJ4JHA	chocolate snack health sweet sweetener	0.965 0.947 0.924 0.915 0.866
B00DUQNFSU	popcorn taste snack sweet candy cereal	0.993 0.986 0.961 0.944 0.914 0.601
B00HA1FJX0	food fruit food-preparation cookingware dinnerware	0.981 0.979 0.724 0.701 0.628
B0080SRA16	soda cans energy-drink	0.977 0.965 0.881
B00JL6LTMW	granola cereal cinnamon sweetener oatmeal	0.993 0.97 0.917 0.829 0.818
B001H3201Q	chocolate flavor cocoa candy sweetener milk	0.993 0.975 0.962 0.954 0.951 0.941
B00004OCMM	stainless-steel cooking-tools cooking-appliance canister cutlery knife	0.98 0.974 0.958 0.928 0.889 0.539
B0000CCY1L	utensils tool cooking-tools cooking-utensil lock silverware nonstick knife	0.988 0.985 0.984 0.982 0.954 0.912 0.645 0.542
B00004OCO4	utensils set cooking-utensil cooking-tools glassware dinnerware silverware nonstick	0.991 0.979 0.978 0.977 0.917 0.883 0.852 0.586
B00004OCO6	cup utensils set glassware cooking-utensil dinnerware	0.988 0.983 0.98 0.971 0.969 0.886
B003LNOPSG	coffee-maker cooking-appliance brewing cooking-utensil glassware utensils	0.991 0.979 0.973 0.92 0.895 0.665
B004QIJTW2	blender cooking-tools cooking-appliance electric cookingware handheld stainless-steel	0.995 0.984 0.981 0.972 0.962 0.907 0.737
B005IMZ7MQ	canister	0.524
B004FEHQV8	grain flavor cereal crunchy	0.881 0.826 0.716 0.701
B0050BQTCM	cookingware pan cooking-tools cooking-appliance baking-pans nonstick oven	0.986 0.985 0.984 0.982 0.943 0.839 0.645
B005G6TRES	cooking-appliance cooking-tools cookingware cooking-utensil utensils	0.987 0.963 0.961 0.873 0.608
B008PRGE64	dinnerware cookingware glassware set silverware utensils plate cooking-utensil	0.997 0.991 0.985 0.984 0.978 0.973 0.892 0.869
B008PRL8TW	cookingware stainless-steel cooking cooking-utensil dinnerware set utensils silverware	0.997 0.997 0.997 0.982 0.981 0.979 0.979 0.922
B009ANCUCO	cup baking silicone cookingware glassware bakery baking-pans	0.988 0.987 0.986 0.973 0.815 0.802 0.732
B00CKXVHNO	air-purifier environment cleaning filter vacuum	0.997 0.974 0.965 0.957 0.632
B0051T8XMW	cleaning cooking-tools canister	0.995 0.775 0.614
B0007SXBUQ	stainless-steel cooking cooking-appliance cookingware slow-cooker ceramic crock-pot	0.992 0.99 0.985 0.984 0.982 0.912 0.903
B008K7R0MG	air-purifier electronic filter electric vacuum	0.997 0.99 0.973 0.972 0.932
B00G00BTEA	canister cooking-appliance brewing coffee-maker	0.974 0.94 0.83 0.79
B00ENG4EJ0	air-purifier filter vacuum	0.996 0.976 0.774
B00FR6D03Q	stainless-steel cooking-tools utensils cooking-utensil cookingware	0.995 0.993 0.975 0.972 0.945
B005GLCVRI	air-purifier filter sharp vacuum	0.996 0.99 0.772 0.537
B00KSRV3UQ	stainless-steel coffee brewing coffee-maker cup	0.995 0.993 0.981 0.98 0.772
B004BKHX1Y	cinnamon fruit oatmeal cereal sugar	0.968 0.949 0.948 0.942 0.553
B004FEN3GK	sweetener honey sugar	0.983 0.959 0.574
B004JGQ16I	sweet flavor sweet-treat dessert chocolate baking cocoa	0.981 0.976 0.975 0.971 0.963 0.955 0.905
B004APYFIO	treat sweet-treat gourmet	0.96 0.954 0.703
B004JGQ15E	sweet popcorn sweet-treat candy snack cocoa	0.987 0.98 0.979 0.97 0.963 0.88
B004OV6X6Q	natural chocolate sweet cocoa sweetener almond	0.985 0.967 0.962 0.941 0.933 0.932
B004TPKAN4	cookies organic flavor baked cinnamon sugar	0.996 0.98 0.976 0.948 0.833 0.647
B0041CIR62	rice grain cereal oatmeal vegetable	0.985 0.972 0.881 0.771 0.698
B004E4CCSQ	tea fruit juice	0.986 0.965 0.648
B005GPMQKQ	dinnerware color cookingware glassware set utensils silverware cooking-utensil	0.997 0.989 0.986 0.984 0.982 0.947 0.853 0.763
B0051COPFI	organic fruit vegetable	0.985 0.984 0.973
B007JFXWRC	tea blackberry sweetener	0.993 0.88 0.79
B005ZSE8QO	nonstick cooking cookingware porcelain utensils pan ceramic	0.991 0.991 0.989 0.981 0.966 0.962 0.936
B008PREZOM	dinnerware glassware bowl cookingware collection utensils cooking-utensil silverware	0.996 0.989 0.989 0.988 0.953 0.88 0.806 0.684
B008X3KQ0U	spatula utensils silicone silverware set dinnerware glassware	0.993 0.992 0.991 0.982 0.977 0.877 0.852
B00DGPCI56	chocolate almond snack candy sweetener	0.975 0.963 0.837 0.834 0.7
B005LCT5I0	tool cooking-tools utensils fruit cutlery knife nonstick	0.988 0.986 0.984 0.979 0.928 0.878 0.658
B0070YQOTU	cleaning	0.993
B0091YYUAM	cleaning cooking-appliance vacuum	0.984 0.842 0.649
B0084ZZ5PI	energy-drink supplement soda	0.969 0.876 0.539
B009OZUO3U	accessories design handheld	0.957 0.826 0.503
B008JA73RG	energy-drink cans flavor fruit sweet soda juice	0.984 0.976 0.946 0.921 0.863 0.73 0.628
B005GYUPVY	cookingware stainless-steel nonstick cooking-tools cooking-utensil dinnerware utensils	0.997 0.995 0.995 0.993 0.979 0.961 0.96
B00A2KD8IY	silicone cookingware cooking-tools utensils	0.993 0.978 0.977 0.967
B008YIX1X8	vacuum cleaning bag	0.986 0.961 0.836
B004GWRP1A	pasta spaghetti	0.996 0.975
B005CT9OEW	tea fruit green decaffeinate coffee blackberry	0.992 0.962 0.946 0.928 0.895 0.812
B008EYPKB8	coffee coffee-maker brewing cup stainless-steel	0.987 0.985 0.972 0.781 0.694
B007K5KAJY	fruit juice	0.961 0.874
B00DUQDIKU	natural energy-drink sweetener supplement health soda	0.948 0.941 0.924 0.874 0.851 0.692
B00AYCUNVU	cookingware nonstick baking cooking-utensil chocolate baking-pans dinnerware utensils	0.995 0.985 0.976 0.966 0.949 0.948 0.932 0.857
B00E3QNFF4	water snack	0.967 0.609
B000MDCDJ6	chili snack	0.947 0.76
B002Q9YU1I	cup color glassware blue coffee dinnerware	0.991 0.985 0.955 0.917 0.874 0.847
B00E0FKQPA	cooking cooking-appliance cooking-tools cookingware cooking-utensil stainless-steel	0.992 0.982 0.977 0.933 0.865 0.53
B00HH5Y13S	brush electric utensils cooking-appliance accessories	0.988 0.932 0.894 0.872 0.863
B00IEOV4WW	scale stainless-steel cooking-appliance cooking-tools cookingware	0.995 0.99 0.947 0.873 0.728
B00DUHACEE	coffee-maker coffee stainless-steel glassware brewing cup	0.989 0.979 0.978 0.97 0.966 0.943
B0025UK92C	cans	0.976
B000CFT76G	energy-drink organic cans supplement brewing soda sweetener	0.99 0.99 0.967 0.863 0.719 0.58 0.522
B00H727T58	seasoning spice cooking grain	0.989 0.983 0.966 0.943
B00005B8K5	glassware set cookingware dinnerware utensils blue baking-pans	0.993 0.987 0.965 0.946 0.86 0.848 0.642
B00KSRQN0Q	coffee stainless-steel coffee-maker brewing glassware cup	0.997 0.995 0.988 0.986 0.876 0.75
B001LGGH54	juice cans fruit flavor sweetener soda	0.986 0.98 0.979 0.974 0.94 0.712
B004APYFKC	supplement	0.736
B004FLK0IW	juicer black electric color stainless-steel	0.994 0.962 0.961 0.85 0.618
B006BXUVPY	cheese dairy snack cheddar cereal	0.997 0.989 0.914 0.741 0.666
B000G18A3W	cooking-tools cooking-appliance cooking-utensil food-preparation cookingware	0.983 0.982 0.978 0.977 0.968
B00BIEU46C	coffee brewing coffee-beans	0.991 0.955 0.925
B00EJQQUM8	vacuum cleaning bag handheld accessories	0.989 0.965 0.948 0.858 0.799
B00CMCZD3I	coffee stainless-steel coffee-maker brewing glassware cup	0.993 0.991 0.986 0.984 0.811 0.642
B003AM7120	vacuum cleaning bag electric accessories	0.991 0.989 0.932 0.909 0.782
B003YBLF2E	dining dinner snack side-dish breakfast	0.949 0.934 0.923 0.762 0.709
B001CEPYVS	cookingware nonstick cooking-tools cooking-utensil utensils dinnerware glassware silverware	0.996 0.991 0.99 0.985 0.963 0.957 0.743 0.648
B003U4UUBC	grill cooking cooking-appliance cooking-tools cookingware plate	0.991 0.984 0.983 0.974 0.972 0.92
B007LZ9LV6	cleaning vacuum blue bag black	0.992 0.992 0.825 0.818 0.77
B000AQPMHA	coffee coffee-maker brewing cooking-appliance cup	0.992 0.984 0.982 0.966 0.683
B007OSBE1U	coffee dark-roast brewing coffee-maker roast	0.989 0.958 0.946 0.906 0.901
B00AZBIV9Q	bag vacuum canister cleaning filter	0.967 0.961 0.956 0.809 0.506
B00DHLACZ2	stainless-steel cooking cooking-appliance slow-cooker cookingware cooking-tools cooking-utensil crock-pot	0.992 0.991 0.987 0.986 0.983 0.982 0.884 0.836
B00HR4R63Q	coffee coffee-maker brewing stainless-steel cup	0.996 0.993 0.983 0.828 0.775
B00EORQE8C	candy spice snack	0.981 0.944 0.88
B004CYLW7A	sweet crunchy sweetener snack honey almond	0.965 0.965 0.938 0.927 0.894 0.59
B002CZQ7NU	cookingware nonstick cooking-tools cooking-utensil utensils dinnerware pan baking-pans	0.997 0.993 0.993 0.984 0.968 0.968 0.938 0.895
B008NFL1RK	cooking-appliance cooking grill cooking-tools cookingware oven cooling	0.984 0.982 0.961 0.96 0.944 0.872 0.859
B008YUL4CQ	tea fruit decaffeinate coffee sweetener	0.989 0.98 0.953 0.822 0.616
B00CSS40LW	cooking sauce flavor sugar apple	0.985 0.985 0.973 0.932 0.842
B009L2062U	black cooling cooking-appliance	0.962 0.955 0.763
B008D5DWOU	cooling cooking-appliance	0.964 0.836
B00IT389OY	vacuum cleaning tool accessories	0.988 0.984 0.877 0.528
B00119OL8G	chocolate snack sweet-treat candy	0.988 0.983 0.952 0.846
B002MRNULA	snack gourmet vegetarian breakfast	0.907 0.759 0.759 0.731
B002TMV3CG	coffee gourmet roast coffee-beans ground dark-roast cocoa	0.994 0.982 0.948 0.939 0.897 0.869 0.705
B003XDH6M6	flavor organic spice	0.976 0.972 0.922
B0017IHRNC	color stainless-steel blue glassware black	0.995 0.994 0.973 0.961 0.566
B00ABH0PYI	storage cooking-tools tool utensils handheld nonstick	0.99 0.99 0.972 0.956 0.891 0.751
B008FK9NIC	stainless-steel glassware cup brewing cookingware	0.994 0.967 0.913 0.579 0.559
B00B18PAWI	chocolate candy cocoa sweetener	0.991 0.97 0.961 0.861
B00AYCM5LQ	cookingware nonstick cooking-utensil dinnerware utensils baking-pans glassware silverware	0.996 0.995 0.975 0.969 0.953 0.946 0.837 0.64
B00C4RRNEI	blender brewing	0.992 0.893
B0083I7TCI	cooking-appliance cooking-tools cooking cookingware grill oven	0.983 0.981 0.981 0.98 0.98 0.642
B00DS842HS	organic coconut health supplement	0.993 0.985 0.963 0.543
B00H8OATGG	electronic black color cooling	0.989 0.976 0.767 0.689
B00HLAOLBQ	juicer stainless-steel cooking-appliance electric	0.994 0.992 0.976 0.947
B00IY0J536	comfort electronic accessories electric	0.975 0.968 0.888 0.694
B0074NIRLK	coffee ground coffee-beans brewing blend roast	0.996 0.974 0.969 0.964 0.956 0.951
B00FMJDJ5C	coffee-maker glassware coffee stainless-steel brewing cookingware cup	0.987 0.968 0.968 0.948 0.947 0.908 0.809
B0018QI8L8	fruit snack cans juice	0.977 0.797 0.667 0.566
B001OCKIP0	granola chocolate sweet-treat cocoa snack cereal candy chocolate-chip	0.99 0.989 0.969 0.964 0.939 0.905 0.768 0.511
B0006HUYGM	vacuum handheld electric accessories	0.991 0.974 0.856 0.776
B0000CFMZN	glassware utensils cup cookingware cooking-utensil dinnerware	0.994 0.987 0.984 0.982 0.977 0.964
B004S67UHS	fruit utensils cookingware dinnerware cutlery juicer	0.959 0.951 0.938 0.705 0.688 0.606
B00A2KD8NY	utensils cooking-tools cooking-utensil nonstick silverware pan	0.987 0.984 0.98 0.757 0.726 0.546
B001W6RGQC	sweetener	0.929
B0044CPA28	crunchy sweetener snack candy almond cereal	0.958 0.94 0.916 0.871 0.572 0.563
B004S67UR8	stainless-steel cooking-tools cookingware cooking-utensil cooking-appliance glassware	0.988 0.931 0.93 0.917 0.906 0.768
B004Y3I0MO	collapsible cookingware dinnerware silicone	0.982 0.94 0.636 0.547
B007FYER2G	cleaning vacuum canister accessories	0.985 0.971 0.964 0.707
B007M6G9XC	color fabric home-decor bedding	0.995 0.995 0.987 0.983
B005G4GVY4	dinnerware cookingware plate food glassware cooking	0.982 0.979 0.979 0.978 0.975 0.928
B008L5F4UW	vacuum cleaning bag accessories canister	0.988 0.964 0.944 0.713 0.523
B00APKBFFO	pasta side-dish spaghetti vegetable	0.986 0.958 0.936 0.721
B00APKBFK4	pasta side-dish spaghetti spice chili spicy	0.987 0.973 0.947 0.928 0.898 0.856
B0051NPRZO	cooking crock-pot cookingware cooking-appliance slow-cooker cooking-tools cooking-utensil pan	0.993 0.993 0.99 0.989 0.988 0.986 0.973 0.598
B003EXVM4S	pasta spaghetti grain rice	0.996 0.994 0.99 0.633
B0025UCI0I	spaghetti pasta grain rice	0.995 0.995 0.988 0.674
B00BC00EUS	vacuum cleaning storage bag air-purifier canister accessories	0.979 0.978 0.936 0.871 0.86 0.636 0.542
B006ZREDAU	cleaning home-decor dinnerware utensils glassware	0.977 0.935 0.875 0.871 0.727
B00AYCUOK0	cookingware nonstick cooking-tools cooking-appliance cooking-utensil baking-pans dinnerware utensils	0.996 0.992 0.991 0.98 0.979 0.962 0.952 0.931
B009M5178S	grain rice side-dish vegetable snack	0.981 0.967 0.94 0.91 0.707
B00E004MZA	vacuum cleaning bag accessories handheld canister	0.989 0.977 0.951 0.692 0.621 0.596
B001E0HT2W	sweetener sugar flavor sweet-treat candy	0.989 0.987 0.933 0.9 0.533
B008FS8JD4	coconut fruit juice chili	0.941 0.867 0.715 0.608
B009M515D0	pasta cheese spaghetti side-dish dinner	0.989 0.97 0.956 0.884 0.773
B005GK3IVW	cleaning vacuum accessories	0.993 0.992 0.544
B004R8V9FG	spice sweetener sugar spicy sweet-treat cinnamon	0.984 0.96 0.907 0.903 0.862 0.74
B00934S5JM	cookies sugar sweet sweetener baking candy	0.996 0.989 0.987 0.987 0.967 0.714
B00APKQSNS	vacuum cleaning bag accessories handheld canister	0.988 0.971 0.961 0.671 0.665 0.505
B009M516NE	pasta rice side-dish dinner spaghetti	0.976 0.973 0.966 0.89 0.766
B00B2JRNBM	sauce side-dish	0.987 0.683
B00DBSG77S	snack chips cereal cheddar chocolate-chip	0.944 0.936 0.825 0.633 0.527
B00DBSGJ4E	fruit snack cereal banana	0.996 0.984 0.626 0.567
B00DILCU92	granola grain healthy oatmeal snack cereal	0.987 0.986 0.972 0.951 0.944 0.864
B00DUQDIMI	tea coffee sweetener	0.992 0.892 0.699
B00A64NLOM	candy flavor sweetener chocolate sugar cinnamon	0.996 0.989 0.949 0.937 0.888 0.636
B00BNR7I18	fruit flavor banana snack dessert	0.994 0.963 0.911 0.888 0.505
B00E005QV4	vacuum handheld cleaning bag accessories	0.991 0.981 0.981 0.953 0.777
B000BIZT3E	supplement	0.847
B002IYDXXC	cans sweetener supplement	0.968 0.933 0.677
B000MVIGSK	cheese cookies baked snack popcorn	0.98 0.979 0.97 0.951 0.552
B00DUQDEZY	seasoning spice flavor blend	0.976 0.96 0.919 0.846
B002PY7AYS	stainless-steel blue cup glassware coffee	0.997 0.972 0.961 0.918 0.633
B00G5UB7ZG	glassware accessories utensils dinnerware	0.941 0.898 0.617 0.581
B00BDFNRG0	popcorn cheese taste cheddar	0.996 0.995 0.978 0.971
B00866KCBM	coffee gourmet roast cooking	0.994 0.977 0.968 0.579
B00IO9PBPS	cleaning vacuum accessories	0.992 0.991 0.529
B001L5TVGW	oven cooking cooking-appliance cooking-tools baking toaster cookingware baking-pans	0.992 0.991 0.987 0.977 0.976 0.964 0.956 0.512
B00IOEFBKS	vacuum electric tool utility	0.982 0.967 0.901 0.763
B00H727UU2	seasoning cheese cheddar dairy	0.988 0.987 0.954 0.752
B005ASEZ44	glassware coffee brewing cup coffee-maker	0.99 0.971 0.949 0.804 0.786
B00AV9GTFA	cooking-tools cooking cookingware	0.954 0.947 0.888
B00IP6Y21E	oatmeal almond cereal coffee-maker coffee	0.973 0.871 0.795 0.603 0.504
B000MDHH06	juicer brewing utility coffee-maker	0.99 0.895 0.873 0.511
B0025VKCCS	silverware utensils knife set cutting cookingware dinnerware cutting-board	0.985 0.984 0.983 0.983 0.973 0.907 0.821 0.622
B004ZWRA6G	supplement spice healthy health sugar	0.929 0.863 0.678 0.647 0.526
B004L9M1GW	utensils tool accessories bag cutlery	0.944 0.911 0.897 0.697 0.604
B0093JWML4	utensils cooking-tools tool accessories glassware cookingware silverware dinnerware	0.972 0.971 0.967 0.947 0.87 0.843 0.64 0.548
B005TLMBTS	electronic electric color stainless-steel glassware	0.982 0.963 0.954 0.926 0.867
B0007VO0CQ	tool utensils accessories cutlery silverware nonstick knife	0.991 0.99 0.961 0.913 0.815 0.692 0.548
B00EI3Q4S2	accessories cookingware home-decor dinnerware	0.854 0.822 0.819 0.749
B00D8YLJ1E	candy flavor sweet dessert chocolate sweetener	0.994 0.992 0.985 0.968 0.943 0.916
B00HEZ888K	cooking-tools utensils tool cooking-utensil stainless-steel nonstick silverware	0.99 0.986 0.986 0.985 0.739 0.649 0.622
B00BDS2X2G	food scale cooking-appliance food-preparation cooking cooking-tools cookingware	0.993 0.993 0.938 0.936 0.925 0.907 0.628
B00J4RYWU4	cookingware cooking cooking-utensil dinnerware utensils pan plate	0.997 0.997 0.983 0.98 0.97 0.927 0.672
B001LGGH40	juice fruit cans flavor sweetener health soda energy-drink	0.99 0.987 0.983 0.981 0.936 0.733 0.692 0.616
B004FEN3GA	sugar fruit sweetener	0.981 0.979 0.97
B003IT64A0	utensils cooking-utensil cooking-tools cookingware dinnerware cooking-appliance	0.996 0.991 0.99 0.986 0.919 0.863
B005FJ01TG	bowl glassware dinnerware cookingware utensils	0.99 0.989 0.983 0.982 0.748
B002LVUG2I	cooking-appliance cooking-tools cookingware food-preparation cooking-utensil dinnerware	0.97 0.953 0.948 0.918 0.875 0.685
B002PNW4Y0	chocolate fruit candy sweetener	0.979 0.931 0.879 0.736
B00F48V3TA	fruit sweet-treat snack sweetener candy	0.978 0.973 0.956 0.837 0.765
B00I0TJW8O	fabric home-decor dinnerware	0.991 0.93 0.716
B0007NOWMM	coffee flavor brewing cocoa coffee-beans	0.992 0.986 0.955 0.64 0.613
B000638D32	knife cutlery cooking-tools sharp cookingware	0.988 0.983 0.971 0.837 0.771
B001AEH634	utensils cooking-tools cooking-utensil bowl cooking-appliance cookingware cutlery dinnerware	0.983 0.983 0.98 0.978 0.964 0.962 0.951 0.922
B0013M0OJQ	flavor fruit energy-drink sweetener juice	0.962 0.91 0.81 0.79 0.678
B000VB9RWA	glassware chocolate cookingware brewing coffee-maker cup coffee	0.994 0.99 0.971 0.867 0.834 0.733 0.619
B001ECQBR4	grain cereal crunchy	0.969 0.924 0.582
B0013TJB7K	flavor taste	0.986 0.98
B003FVJ5UC	accessories hook	0.866 0.837
B004FELBH8	fruit honey	0.983 0.902
B005IMZ7R6	cookingware baking-pans baking pan cup bakery	0.982 0.981 0.968 0.962 0.763 0.755
B004DIR3TQ	chocolate cocoa flavor sweet dessert sweetener	0.995 0.985 0.978 0.948 0.922 0.89
B002UEZ2FC	scale stainless-steel cooking-appliance cooking-tools cookingware cooking-utensil dinnerware	0.994 0.992 0.98 0.978 0.969 0.955 0.634
B005JAIHNI	nonstick plate cookingware cooking cooking-utensil cooking-appliance	0.992 0.992 0.974 0.959 0.958 0.945
B003LSUC9W	scale cooking-appliance cooking-tools cookingware	0.993 0.948 0.914 0.9
B000QCPNWM	knife cutlery cutting silverware sharp cookingware	0.995 0.993 0.982 0.968 0.892 0.791
B008M5ZM62	water color white glassware brewing	0.995 0.985 0.961 0.942 0.507
B004R963K6	cleaning fabric glassware utensils dinnerware	0.99 0.873 0.825 0.77 0.582
B003UDHOD0	pan baking-pans silicone cookingware cooking-utensil baking cooking-appliance oven	0.992 0.991 0.991 0.986 0.979 0.975 0.975 0.736
B008FX707A	cooking cooking-appliance cooking-tools cookingware slow-cooker cooking-utensil crock-pot	0.992 0.985 0.984 0.983 0.953 0.949 0.814
B00CP41T8G	bag utensils set nonstick cutlery bread	0.951 0.944 0.91 0.834 0.752 0.655
B00CYDG79E	tool utensils glassware nonstick	0.952 0.952 0.873 0.768
B00EO0K1M4	stainless-steel cookingware food-preparation glassware cooking-appliance dinnerware	0.994 0.972 0.949 0.947 0.911 0.875
B00FHW8O22	fabric bedding comfort	0.992 0.988 0.955
B00ARIPRQ2	cooking-utensil	0.411
B0041LF3HE	water glassware filter brewing coffee-maker	0.994 0.975 0.963 0.921 0.548
B002PEVOPE	glassware plate cookingware dinnerware cooking-tools cooking-utensil cooking-appliance	0.989 0.989 0.986 0.974 0.972 0.968 0.945
B0055FSC7I	cutlery utensils stainless-steel silverware cookingware dinnerware glassware	0.996 0.991 0.991 0.985 0.955 0.944 0.895
B003ZT61E2	coffee cans coffee-maker	0.98 0.976 0.574
B0061SWV8Y	knife cutlery cooking-tools cutting sharp design cookingware	0.997 0.996 0.991 0.987 0.943 0.936 0.745
B006BXUZVO	cereal cinnamon almond oatmeal candy	0.992 0.956 0.909 0.717 0.709
B001M0AKWA	oatmeal sweetener sugar cereal sweet-treat	0.99 0.98 0.974 0.97 0.899
B006ZW65MO	cooking cooking-tools cooking-appliance cookingware cooking-utensil electric	0.991 0.989 0.984 0.98 0.977 0.916
B007POT6VI	oatmeal cereal breakfast granola	0.996 0.993 0.984 0.825
B008PQR22K	blender electric cast-iron cooling	0.982 0.939 0.606 0.53
B002ZIBVJY	baking-pans silicone baking cookingware pan bakery dinnerware oven	0.992 0.99 0.986 0.984 0.98 0.975 0.927 0.623
B00A4ASPXU	rice butter side-dish spice cereal	0.987 0.97 0.965 0.869 0.657
B00C1CLQG2	rice grain spice vegetable cereal	0.986 0.962 0.959 0.727 0.604
B009M515DA	couscous side-dish flavor coconut cereal	0.988 0.893 0.886 0.635 0.615
B00BJH59ZO	snack sweet-treat	0.894 0.824
B00DBSG6V0	cookies candy snack chocolate cocoa	0.991 0.952 0.904 0.84 0.785
B00DBSFXTQ	cinnamon	0.462
B001VE26I8	apple snack fruit crunchy	0.966 0.964 0.957 0.704
B00DBSG3K4	cookies baking sweet dessert coconut baked cocoa chocolate	0.994 0.971 0.966 0.96 0.951 0.927 0.853 0.621
B00DBSGJ9O	fruit snack flavor cereal candy banana	0.989 0.984 0.983 0.8 0.799 0.698
B003I4F6NG	oven cooking cooking-appliance cookingware cooking-tools cooking-utensil	0.993 0.99 0.986 0.983 0.978 0.903
B0061IUN3E	tea natural health spice supplement	0.994 0.943 0.916 0.84 0.636
B007K9OI52	cooking crock-pot slow-cooker cooking-appliance cooking-tools cookingware cooking-utensil	0.994 0.99 0.988 0.984 0.982 0.98 0.949
B008YUL4KI	tea spice cinnamon coffee sweetener	0.993 0.947 0.943 0.918 0.799
B007VFYCSI	cleaning stainless-steel	0.986 0.588
B005M8GFKY	glassware cup brewing	0.993 0.932 0.876
B00CP41TAY	stainless-steel utensils glassware silverware cutlery	0.994 0.953 0.847 0.642 0.616
B00BGR7PJA	utility knife	0.804 0.603
B00CMCZDBA	glassware coffee coffee-maker brewing cup	0.994 0.992 0.989 0.976 0.801
B00HKGB9ZW	coffee brewing coffee-beans	0.991 0.882 0.731
B00JCYS232	coffee ceramic glassware cup dinnerware utensils porcelain	0.995 0.994 0.981 0.961 0.961 0.877 0.801
B00HYRP3WC	cup fruit brewing	0.909 0.809 0.786
B009LHGT8K	coffee espresso coffee-maker brewing	0.989 0.986 0.982 0.965
B000M3YGOQ	home-decor accessories hook	0.974 0.895 0.522
B00338DPRG	pasta grain spaghetti rice	0.996 0.99 0.985 0.912
B009K0WS42	coffee cooking-appliance coffee-maker cup	0.979 0.972 0.944 0.759
B00CA5FFX0	cleaning vacuum baking accessories bakery	0.987 0.983 0.9 0.765 0.637
B00B9AAI9S	tea organic sweetener	0.989 0.986 0.756
B00A4ASPWG	rice grain snack cereal chips vegetable	0.986 0.954 0.859 0.773 0.677 0.672
B00C1CLQGC	rice seasoning grain spice vegetable cereal	0.986 0.978 0.958 0.952 0.808 0.588
B00DY0CSR6	cleaning tool utensils brush	0.993 0.961 0.693 0.586
B00D8Y1YNC	air-purifier filter cleaning vacuum	0.996 0.993 0.917 0.695
B0007Z69G2	vacuum cleaning bag accessories air-purifier	0.99 0.972 0.972 0.719 0.534
B00BEV24GC	coffee coffee-maker cooking-appliance brewing cup	0.99 0.983 0.976 0.954 0.582
B00COCD6TO	mold glassware silicone cookingware utensils dinnerware	0.986 0.927 0.926 0.781 0.704 0.664
B00004S1CY	stainless-steel cooling vacuum glassware	0.994 0.964 0.945 0.851
B00IFRZVQI	scale electronic design handheld	0.994 0.984 0.855 0.656
B008GVEYES	organic cans supplement	0.984 0.972 0.622
B002RBRY0Y	chocolate cocoa candy	0.997 0.992 0.983
B00FJFJDGS	scale cooking-appliance glassware cooking-tools cookingware	0.991 0.961 0.953 0.875 0.837
B00F8YYUJU	vacuum cleaning canister filter	0.991 0.982 0.976 0.729
B00281QTE0	blender cooking-appliance cooking-tools cooking-utensil handheld cookingware	0.99 0.961 0.951 0.931 0.904 0.886
B007OTF8O8	silicone glassware cookingware accessories utensils dinnerware	0.992 0.906 0.862 0.86 0.798 0.66
B000GFYRHG	tea brewing coffee	0.993 0.864 0.794
B00H727M96	cheese seasoning cheddar dairy	0.995 0.989 0.981 0.968
B005KQ8NTO	scale electronic handheld	0.995 0.99 0.928
B000FA38ZY	cookies chocolate cocoa candy baked chocolate-chip	0.996 0.993 0.982 0.967 0.95 0.674
B005RR0R9U	glassware	0.634
B005ESPK0S	vacuum handheld tool cleaning	0.989 0.964 0.924 0.922
B007OSBEVA	tea breakfast coffee brewing coffee-maker	0.988 0.962 0.922 0.918 0.703
B002RBOB9G	chocolate cocoa sweet candy treat	0.992 0.98 0.972 0.971 0.893
B00KCJRVO2	cereal oatmeal grain health crunchy	0.988 0.988 0.956 0.818 0.56
B003JA5KBW	fruit crunchy	0.95 0.502
B007OTF9IS	coffee cup brewing black coffee-maker	0.995 0.994 0.985 0.973 0.94
B00DBSG2NC	chocolate candy flavor snack chips	0.978 0.974 0.969 0.916 0.761
B00DG08KJO	cookingware cooking food cooking-appliance slow-cooker cooking-tools crock-pot dinnerware	0.995 0.994 0.991 0.989 0.988 0.988 0.94 0.717
B00008URR8	cleaning brush handheld tool accessories	0.991 0.977 0.967 0.965 0.707
B001EYFQ28	cleaning vacuum handheld electric accessories	0.981 0.974 0.967 0.901 0.854
B000KDVTJI	kettle cooking-appliance brewing cooking-tools cookingware coffee-maker	0.988 0.948 0.944 0.893 0.849 0.83
B003120YHI	sweetener sugar sweet-treat natural	0.994 0.956 0.943 0.827
B00307SA84	cookingware cooking-tools cooking-utensil utensils dinnerware glassware baking-pans	0.994 0.99 0.974 0.97 0.969 0.91 0.906
B003CM55SK	cooking-tools cookingware glassware brewing coffee coffee-maker cup	0.919 0.917 0.882 0.88 0.823 0.807 0.706
B004BKLHOS	honey oatmeal sweetener cereal candy sugar	0.974 0.962 0.956 0.933 0.861 0.64
B0043073WQ	coffee brewing black stainless-steel coffee-maker	0.993 0.968 0.963 0.759 0.687
B004JRMG98	sauce flavor spice spicy chili	0.992 0.969 0.954 0.874 0.577
B00004RC6R	cooking-appliance cooking cooking-tools cooking-utensil	0.983 0.976 0.974 0.947
B0026L6L5E	toaster bread breakfast baking bakery oven	0.99 0.96 0.927 0.88 0.803 0.671
B005FM2B5K	cleaning vacuum accessories	0.993 0.712 0.586
B0046TNB5C	black color fabric accessories blue	0.976 0.974 0.829 0.709 0.675
B004E4EBMG	fruit flavor juice healthy dessert	0.986 0.971 0.856 0.66 0.593
B004MPRJS0	vacuum cleaning bag air-purifier canister accessories	0.98 0.98 0.945 0.849 0.668 0.521
B00CDLFNN8	silicone mold glassware cookingware utensils dinnerware	0.993 0.99 0.872 0.818 0.717 0.55
B00EDOGBCU	vacuum cleaning bag accessories	0.99 0.983 0.97 0.671
B00FSKOVFM	white color water cooling air-purifier	0.986 0.982 0.969 0.929 0.863
B00005IBX9	coffee coffee-maker brewing cup black	0.997 0.996 0.989 0.945 0.81
B00EPRHWKU	bedding fabric comfort storage home-decor	0.995 0.971 0.956 0.841 0.834
B00I0AU2T6	bedding comfort accessories fabric	0.99 0.958 0.862 0.772
B00I3VTW0C	cleaning coffee-maker coffee glassware brewing	0.994 0.973 0.908 0.877 0.792
B004HV1PDO	cooking-appliance food-preparation bakery grill	0.966 0.95 0.664 0.578
B00HG5OXIW	silicone baking nonstick cookingware baking-pans pan dinnerware	0.989 0.988 0.972 0.967 0.942 0.846 0.828
B00G46CXM2	water brewing	0.986 0.528
B00JMAAFW2	cup food dinnerware	0.976 0.964 0.626
B000YVOHBI	coffee decaffeinate brewing coffee-beans	0.993 0.957 0.938 0.532
B004CYEJ8O	coffee coffee-maker brewing cup cooking-tools stainless-steel	0.997 0.994 0.986 0.973 0.969 0.73
B0045XB47Q	flavor fruit energy-drink water sweetener soda juice	0.981 0.948 0.915 0.905 0.744 0.594 0.546
B005VOOQHS	sweetener sugar fruit sweet-treat juice soda	0.984 0.976 0.973 0.925 0.837 0.818
B009L5F2BC	color black design fabric accessories	0.987 0.971 0.936 0.791 0.79
B007IT7TTG	design storage home-decor accessories	0.972 0.971 0.859 0.818
B009G4CXA6	vacuum cleaning tool handheld accessories	0.989 0.986 0.865 0.781 0.558
B003TN6ZN6	milk dairy supplement	0.981 0.967 0.782
B000BIUH18	supplement dairy milk	0.826 0.799 0.786
B000BIUH1I	dairy milk	0.948 0.914
B00EXOZEY6	coffee coffee-maker brewing cup collection glassware	0.995 0.994 0.984 0.957 0.945 0.889
B002IYDXW8	milk dairy supplement blend	0.957 0.938 0.838 0.58
B003U9MCQI	cans supplement blend	0.974 0.871 0.634
B003VKR0HM	milk dairy supplement	0.983 0.973 0.741
B0055QVU6M	cans supplement milk dairy	0.974 0.899 0.86 0.823
B00J7XVNAM	cooling electric cooking-appliance	0.985 0.976 0.922
B00FB5CUY8	supplement health natural	0.984 0.946 0.537
B002AR158W	tea organic	0.995 0.991
B002T2OPSA	water white filter glassware cup brewing	0.995 0.988 0.977 0.976 0.97 0.86
B0041OMAW2	kettle brewing coffee-maker stainless-steel	0.991 0.966 0.927 0.639
B004N64GH0	cleaning vacuum bag accessories handheld canister air-purifier	0.983 0.983 0.961 0.696 0.688 0.611 0.52
B005I72LMU	blender cooking-appliance cooking-tools brewing handheld cooling coffee-maker	0.993 0.983 0.979 0.918 0.897 0.67 0.588
B00093090Y	knife tool utensils cooking-tools cutting bread sharp	0.992 0.981 0.978 0.975 0.974 0.969 0.819
B008CC5NBY	color cookingware black stainless-steel	0.983 0.87 0.797 0.617
B003W92TH8	cup baking silicone food cookingware glassware baking-pans	0.992 0.989 0.988 0.986 0.984 0.828 0.682
B00934S33A	cookies snack crunchy blend	0.973 0.887 0.807 0.773
B00CMQSZ0M	toaster cooking-appliance cooking-tools cookingware bread bakery	0.997 0.987 0.982 0.975 0.974 0.538
B00CZA0LPM	food blue utensils cup glassware dinnerware lock	0.989 0.974 0.963 0.956 0.953 0.921 0.92
B00EO0JZLC	stainless-steel cookingware glassware dinnerware cooking-tools cooking-appliance	0.997 0.976 0.937 0.935 0.881 0.876
B00H5ETM9O	dinnerware porcelain cookingware white set utensils glassware silverware	0.997 0.995 0.992 0.992 0.991 0.972 0.854 0.645
B00GM34H4Y	air-purifier filter cooking-appliance electric vacuum	0.995 0.983 0.905 0.866 0.828
B001DBHP12	knife utensils cutting set silverware cooking-tools dinnerware	0.994 0.987 0.983 0.983 0.982 0.98 0.62
B00DSIFEUW	color fabric home-decor chocolate blue dinnerware utensils	0.992 0.972 0.944 0.943 0.906 0.753 0.51
B00JQMAEYK	storage accessories dinnerware bedding	0.978 0.87 0.633 0.616
B001EXMT74	color set utensils dinnerware	0.988 0.983 0.97 0.696
B004YV80O4	cheese kitchen dinner dining side-dish	0.99 0.987 0.973 0.947 0.561
B0054TWQMM	organic vegetable sweetener	0.993 0.917 0.582
B005OUGOLU	color food blue bag accessories cooking	0.982 0.946 0.919 0.88 0.724 0.576
B006VXWBTS	butter flavor snack candy cereal	0.99 0.972 0.88 0.795 0.536
B00B92CK0Q	cleaning cooking-appliance brewing cooking-tools	0.993 0.786 0.689 0.676
B009RNU2EA	tea coffee	0.996 0.975
B00KSRXUC0	glassware coffee coffee-maker brewing cup	0.992 0.989 0.974 0.972 0.808
B00AZBIZTW	vacuum cleaning utility filter	0.995 0.991 0.921 0.564
B005BG567A	vacuum cleaning bag utility environment canister	0.985 0.975 0.943 0.9 0.76 0.61
B00CKKB86S	cooking cooking-appliance cooking-tools cookingware grill oven	0.981 0.98 0.975 0.963 0.928 0.863
B00IU19YH6	bag vacuum collection cleaning accessories	0.983 0.98 0.953 0.682 0.646
B002AR14WO	tea organic chocolate cocoa	0.993 0.986 0.929 0.823
B008JA7BIM	juice apple energy-drink fruit brewing	0.97 0.834 0.731 0.62 0.554
B00HHFWJS2	vegetable vegetarian blend	0.992 0.989 0.916
B00119OLSQ	chocolate snack cookies candy	0.985 0.976 0.812 0.756
B0016KZPDK	cookingware baking baking-pans dinnerware cooking-tools cooking-appliance glassware oven	0.995 0.993 0.986 0.985 0.981 0.973 0.969 0.865
B00005UP2K	cookingware white cooking-utensil color brewing dinnerware	0.99 0.982 0.976 0.957 0.713 0.581
B003H5DMV4	candy sweet sweetener fruit sugar snack	0.991 0.973 0.961 0.944 0.928 0.909
B003PJ5YBI	cooling vacuum	0.791 0.763
B004FEJ968	fruit cereal oatmeal crunchy	0.974 0.931 0.919 0.681
B00006IUWA	white cooking color	0.982 0.966 0.944
B004T3QMD8	coffee cans spice cinnamon	0.991 0.98 0.938 0.719
B006BXUY2Y	granola chocolate cereal cocoa sweetener oatmeal	0.991 0.985 0.978 0.97 0.792 0.639
B008HPSP5M	cutting-board cutting utensils set dinnerware knife	0.996 0.99 0.97 0.951 0.914 0.64
B00BIEU6V0	coffee coffee-beans brewing cocoa	0.997 0.988 0.968 0.57
B00A0GT9Z6	kitchen cooking	0.982 0.969
B00BIEU71E	coffee coffee-beans brewing roast dark-roast	0.997 0.991 0.975 0.949 0.585
B00GEGHNZE	stainless-steel coffee glassware cup utensils coffee-maker brewing	0.996 0.987 0.959 0.919 0.896 0.873 0.865
B00FB4UPFK	black cooking-appliance cooking accessories canister	0.98 0.975 0.967 0.701 0.532
B00IT5L49E	vacuum cleaning bag accessories	0.996 0.992 0.927 0.651
B00H727J6M	popcorn grain vegetable crunchy cereal	0.989 0.962 0.949 0.91 0.65
B001U0ONB6	vacuum handheld cleaning tool accessories	0.969 0.967 0.95 0.935 0.929
B0081V2184	vacuum cleaning bag electric accessories	0.986 0.95 0.941 0.899 0.828
B004J6EL56	stainless-steel cookingware cooking-appliance cooking-tools cooking-utensil slow-cooker crock-pot silverware	0.986 0.973 0.973 0.958 0.842 0.762 0.561 0.552
B00CW6OWT0	vacuum cleaning bag accessories	0.987 0.97 0.967 0.768
B002SB8K4W	stainless-steel cooking slow-cooker cookingware cooking-tools cooking-appliance cooking-utensil crock-pot	0.997 0.995 0.993 0.991 0.99 0.988 0.961 0.941
B00CJGHJIE	cookingware cooking aluminum cooking-utensil dinnerware set utensils glassware	0.997 0.994 0.987 0.977 0.976 0.974 0.957 0.691
B00GBFVK3O	coffee ceramic glassware dinnerware cup porcelain utensils	0.994 0.993 0.971 0.948 0.941 0.89 0.856
B00GN739CA	baking-pans pan cookingware bakery oven dinnerware	0.985 0.979 0.969 0.931 0.902 0.863
B00H5EZ982	coffee porcelain glassware set cup dinnerware utensils	0.997 0.995 0.981 0.975 0.97 0.967 0.828
B00GO8Y6BQ	bedding comfort storage accessories fabric	0.985 0.965 0.935 0.694 0.532
B007PM9YLC	coffee coffee-beans dark-roast brewing roast	0.997 0.993 0.975 0.966 0.965
B007M6GM1Q	color fabric blue accessories bag	0.97 0.966 0.894 0.758 0.565
B0047YVEKU	tool cooking-tools utensils cookingware	0.987 0.987 0.963 0.766
B005DXV9Z4	cookingware nonstick cooking-tools dinnerware cooking-utensil utensils glassware	0.997 0.994 0.99 0.982 0.977 0.97 0.966
B003EXXPWA	pasta spaghetti dinner	0.992 0.974 0.845
B008S9850M	blender color cup brewing stainless-steel	0.994 0.957 0.835 0.823 0.679
B00IU19BBU	vacuum bag cleaning canister	0.987 0.985 0.836 0.513
B007QFDZ5E	caddy glassware dinnerware cookingware utensils silverware home-decor	0.987 0.972 0.945 0.937 0.912 0.834 0.608
B00F0LINOE	dinnerware set cookingware collection blue glassware utensils silverware	0.995 0.983 0.979 0.978 0.978 0.977 0.962 0.831
B0001EQN88	coffee decaffeinate brewing	0.995 0.98 0.967
B004OQ257M	sweetener supplement sweet-treat snack	0.993 0.929 0.821 0.684
B004Z0ZY2A	stainless-steel kettle electronic cooking-appliance cooking cooking-tools sharp	0.992 0.991 0.986 0.971 0.959 0.959 0.838
B005GYUN9S	cookingware nonstick pan cooking-utensil dinnerware baking-pans utensils	0.996 0.991 0.985 0.976 0.971 0.956 0.951
B005I710MW	coffee coffee-maker brewing cooking-appliance cooking-tools cup	0.998 0.997 0.992 0.957 0.919 0.91
B00E81KJYY	silicone food-preparation baking	0.992 0.949 0.756
B00IMV7I7W	bedding comfort fabric design	0.98 0.923 0.72 0.675
B00J2RX2UM	fabric color accessories cookingware home-decor dinnerware	0.992 0.939 0.9 0.875 0.792 0.648
B008IX6WCQ	bedding home-decor fabric comfort set accessories	0.986 0.968 0.968 0.96 0.954 0.914
B007UEA0I6	silicone utensils cooking-utensil cooking-tools cooking accessories silverware	0.992 0.982 0.981 0.969 0.958 0.948 0.594
B009LHGQU6	coffee coffee-beans health espresso	0.987 0.983 0.714 0.517
B0045TJ3IC	ceramic knife cutting cookingware silverware porcelain cutting-board	0.994 0.988 0.977 0.966 0.926 0.844 0.832
B00A2N7DUA	sugar sweetener	0.99 0.986
B00APKBFFY	pasta cheese side-dish	0.988 0.979 0.967
B008QV9FZQ	cooking-utensil utensils cooking stainless-steel silverware	0.964 0.96 0.936 0.782 0.64
B005M79ZES	cleaning vacuum electric accessories	0.991 0.99 0.954 0.65
B005CT9OYM	cooking seasoning spice roast dark-roast	0.972 0.928 0.925 0.908 0.538
B005ZC39JM	breakfast cereal oatmeal	0.994 0.913 0.696
B00BIEU5LQ	coffee coffee-beans brewing decaffeinate	0.994 0.975 0.958 0.925
B0037ZA9RE	coffee coffee-maker color brewing cup electric glassware stainless-steel	0.996 0.996 0.993 0.988 0.946 0.916 0.825 0.561
B00BIEU700	coffee ground brewing coffee-beans	0.99 0.961 0.944 0.876
B005DYJM70	cookingware stainless-steel dinnerware color cooking-utensil utensils glassware silverware	0.995 0.995 0.981 0.979 0.96 0.893 0.891 0.645
B000SXGZJO	cooking-appliance cookingware color stainless-steel	0.918 0.882 0.868 0.616
B0094KD9OQ	cereal breakfast snack healthy sweet crunchy	0.993 0.975 0.904 0.858 0.607 0.599
B002RBTV78	chocolate cocoa dairy milk	0.992 0.977 0.949 0.944
B00GP3WGDA	cookingware cooking stainless-steel nonstick cooking-tools cooking-utensil set utensils	0.997 0.997 0.997 0.996 0.993 0.982 0.977 0.951
B003Z9WY1Q	juicer blender food-preparation white fruit brewing stainless-steel	0.988 0.959 0.95 0.914 0.897 0.691 0.62
B003TRFSG2	sauce dining dairy	0.981 0.859 0.791
B0035N3ADS	sauce pasta spaghetti rice	0.992 0.989 0.976 0.873
B0042IMPTU	tea coffee organic sweetener	0.996 0.964 0.711 0.502
B00CM220CK	cleaning vacuum tool	0.996 0.942 0.857
B00545CT5K	baking cooking-tools spatula cookingware bakery oven	0.984 0.982 0.977 0.977 0.912 0.651
B005BPVA08	crunchy snack sweet-treat sweetener	0.946 0.928 0.888 0.745
B001DEXA86	cleaning vacuum	0.994 0.602
B007148MYE	accessories tool utensils fabric	0.933 0.893 0.861 0.787
B008JC76VM	glassware black cup brewing	0.959 0.927 0.907 0.829
B002GHBSCY	bread cooking-appliance cooking-tools cookingware oven bakery	0.996 0.992 0.99 0.984 0.972 0.927
B00CEHZZ4I	coffee coffee-maker color black brewing cup blue	0.994 0.993 0.98 0.979 0.968 0.907 0.616
B00EJ9PVFM	home-decor glassware	0.932 0.617
B00EXLOW38	stainless-steel cookingware cooking-appliance dinnerware glassware silverware slow-cooker	0.99 0.986 0.965 0.903 0.771 0.746 0.656
B007UEA0D6	accessories utensils cooking-utensil dinnerware glassware cutlery nonstick	0.973 0.956 0.921 0.913 0.843 0.745 0.709
B00A3G8602	vacuum bag accessories cooking-tools handheld	0.98 0.955 0.748 0.528 0.51
B0076MZ8AM	fabric cleaning storage bedding glassware accessories home-decor	0.988 0.981 0.904 0.746 0.733 0.721 0.66
B00JF0FGPU	caddy cleaning glassware utensils	0.977 0.964 0.798 0.519
B00280HM7Y	design accessories glassware home-decor	0.961 0.897 0.888 0.776
B00005RKOE	cup utensils cooking-utensil glassware brewing	0.992 0.988 0.981 0.981 0.664
B002YD99Y4	cooking-appliance cooking-tools cookingware cooking-utensil utensils brewing	0.984 0.982 0.978 0.959 0.876 0.673
B0055PEPIS	cooking-appliance	0.962
B00C1TKPBC	water filter glassware	0.991 0.987 0.732
B001KYT6CS	coffee-maker brewing black accessories	0.954 0.936 0.928 0.858
B00A4ASPVC	kitchen rice side-dish curry vegetable cereal	0.988 0.982 0.96 0.954 0.777 0.628
B009M515GW	couscous vegetable side-dish tomato	0.981 0.951 0.939 0.903
B009M516HA	couscous cheese side-dish cheddar dairy	0.99 0.97 0.947 0.668 0.596
B009M515HG	couscous side-dish flavor spice vegetarian	0.982 0.952 0.948 0.892 0.724
B009M515HQ	couscous side-dish flavor vegetarian cereal	0.98 0.918 0.888 0.72 0.507
B009M516HU	couscous vegetable side-dish spice vegetarian	0.989 0.981 0.958 0.859 0.831
B009XI7H1A	stainless-steel juicer brewing	0.993 0.991 0.848
B00ESB5HFK	juicer stainless-steel cooking-tools cookingware	0.994 0.993 0.979 0.946
B00GY3OZQM	glassware cookingware brewing	0.875 0.804 0.69
B00GX5VKQE	coffee-maker coffee brewing cooking-appliance cup stainless-steel	0.995 0.994 0.985 0.955 0.89 0.613
B00GLP9JI2	tea sweetener fruit juice	0.986 0.957 0.957 0.752
B00GLP9PY0	tea fruit sweetener juice	0.985 0.961 0.95 0.833
B001CX5OH8	porcelain cookingware nonstick pan cooking-utensil dinnerware utensils	0.995 0.992 0.991 0.991 0.982 0.967 0.949
B00BIEU5QQ	coffee coffee-beans breakfast blend	0.998 0.989 0.986 0.962
B00CZA1A66	utensils accessories cooking-utensil dinnerware cooking-tools glassware nonstick silverware	0.974 0.972 0.946 0.943 0.872 0.87 0.641 0.521
B00I3JXDRM	accessories utensils handheld tool glassware nonstick silverware	0.974 0.973 0.902 0.894 0.889 0.842 0.512
B003KX6YQS	scale electronic cooking-appliance electric handheld glassware	0.992 0.987 0.961 0.945 0.874 0.624
B001FWXKTA	air-purifier comfort cleaning	0.888 0.782 0.655
B005HGJ3ZK	rice pasta cereal snack cheese	0.99 0.956 0.827 0.702 0.658
B004TPUT9Y	rice pasta cheese snack cereal side-dish	0.99 0.974 0.818 0.744 0.733 0.718
B000CQE3HS	snack chili sweetener	0.964 0.657 0.656
B00JPPOR1Y	vacuum cleaning electric handheld brush	0.992 0.99 0.965 0.938 0.504
B000E1DSPE	pasta dinner cheese	0.99 0.982 0.981
B004YV7YH8	candy sweet-treat sweetener sweet treat sugar chocolate	0.982 0.934 0.932 0.928 0.881 0.866 0.686
B00DGPCC3O	flavor sweetener snack sweet healthy cereal	0.989 0.978 0.962 0.959 0.908 0.822
B00A9T1RR2	glassware ceramic porcelain cup utensils cookingware	0.99 0.989 0.988 0.984 0.964 0.96
B000HARK4W	cooling comfort home-decor	0.906 0.705 0.617
B0054I4LTO	sweetener health sweet-treat sugar	0.992 0.947 0.864 0.639
B004NSU7JE	bag accessories design fabric	0.994 0.968 0.958 0.755
B005BPVB9S	cinnamon crunchy sweetener sweet snack candy sugar	0.944 0.936 0.928 0.917 0.913 0.836 0.819
B006H5V7ZY	crock-pot cookingware cooking cooking-appliance slow-cooker dinnerware breakfast	0.984 0.98 0.979 0.977 0.963 0.745 0.697
B004Y4GXCW	storage comfort bedding bag accessories fabric collection	0.985 0.982 0.978 0.973 0.936 0.754 0.603
B005DNOZGO	cleaning brush	0.959 0.744
B00BF9Q1OE	pan cookingware cooking cooking-tools cooking-appliance baking-pans nonstick	0.99 0.985 0.982 0.981 0.975 0.964 0.728
B00CJ1HF7O	coffee coffee-maker brewing black cooking-appliance cup stainless-steel	0.995 0.993 0.984 0.96 0.938 0.918 0.54
B00ATSHJ1Q	cooling electric accessories handheld	0.972 0.965 0.915 0.882
B00C9YYW54	bag storage accessories fabric collapsible	0.996 0.993 0.905 0.88 0.616
B00E6OIXM8	coffee brewing coffee-maker	0.989 0.844 0.505
B00CM4PZ8Y	bowl set glassware dinnerware cooking utensils cooking-tools	0.992 0.983 0.975 0.972 0.971 0.97 0.943
B00GTW0O86	vacuum cleaning bag accessories handheld	0.989 0.976 0.948 0.791 0.726
B001E5E2RC	sweetener flavor sugar	0.986 0.979 0.97
B006LPV1PG	vacuum bag cleaning	0.981 0.979 0.84
B0091DGTOI	stainless-steel cooking-tools cookingware utensils coffee-maker silverware	0.967 0.959 0.952 0.917 0.717 0.574
B000EGA6QI	cooking-tools cooking-appliance cooking-utensil cookingware nonstick stainless-steel	0.98 0.976 0.971 0.957 0.586 0.577
B00275T6YC	stainless-steel blender cooking-tools cooking-appliance cooking-utensil cookingware utensils	0.989 0.988 0.971 0.965 0.954 0.946 0.924
B00D8Y1YLE	air-purifier filter cleaning vacuum	0.996 0.992 0.925 0.669
B00A7D2LNE	vacuum canister cleaning accessories bag	0.971 0.93 0.894 0.805 0.779
B00G3BS6LK	storage accessories home-decor utility fabric bag	0.993 0.983 0.958 0.957 0.865 0.606
B00CG4IX52	fabric accessories home-decor bedding hook	0.956 0.941 0.932 0.766 0.653
B00FB9TWE0	nonstick baking cookingware baking-pans cooking-utensil dinnerware utensils pan	0.994 0.993 0.992 0.975 0.939 0.908 0.866 0.861
B00EPPXRCE	scale bowl cooking-appliance cooking-tools cookingware	0.995 0.971 0.94 0.892 0.871
B00FJ8PI3M	scale electronic design glassware handheld	0.989 0.979 0.92 0.773 0.515
B00472NPEK	storage collection accessories glassware canister	0.997 0.824 0.715 0.696 0.637
B00G21BTLU	coffee coffee-maker stainless-steel	0.959 0.937 0.624
B00IU1A0YW	vacuum canister handheld bag cleaning	0.984 0.974 0.971 0.967 0.902
B00IHU3H4G	fabric dinnerware cookingware	0.987 0.733 0.565
B00KSRSZC0	stainless-steel coffee brewing coffee-maker cup	0.997 0.996 0.984 0.983 0.708
B001AHFVHO	taste chips snack sweetener	0.997 0.99 0.935 0.93
B001E5E1WS	tea organic	0.996 0.981
B001E5E20O	tea organic coffee health	0.994 0.981 0.859 0.775
B006MJ8GQ8	dinnerware cookingware glassware utensils silverware plate cooking-utensil cup	0.996 0.983 0.974 0.971 0.957 0.911 0.787 0.725
B00311T538	honey sweetener organic fair-trade sweet-treat sugar	0.993 0.988 0.979 0.978 0.934 0.719
B005ZOORF0	dinnerware cookingware glassware set utensils silverware cutlery cooking-utensil	0.997 0.986 0.98 0.979 0.969 0.967 0.955 0.827
B00AAVK8R4	honey sweetener natural health supplement organic	0.989 0.95 0.946 0.94 0.873 0.575
B005G05JJ6	juicer utility stainless-steel brewing canister	0.985 0.881 0.804 0.79 0.663
B003UDEKDM	mold silicone chocolate cookingware glassware dinnerware utensils	0.986 0.982 0.944 0.893 0.759 0.744 0.652
B0081HFGEY	stainless-steel canister accessories utensils glassware	0.981 0.942 0.757 0.677 0.593
B002HQP1V8	vegetable spice blend	0.941 0.889 0.834
B00316H2L0	cleaning vacuum white air-purifier	0.995 0.989 0.97 0.561
B002THQ9JS	cooking-tools utensils cookingware cooking-appliance cooking-utensil knife dinnerware cutting-board	0.969 0.954 0.948 0.921 0.912 0.792 0.72 0.534
B004JGWU8Q	candy snack chocolate sweetener cocoa	0.966 0.966 0.926 0.911 0.88
B00BIEUGLK	coffee breakfast brewing blend coffee-beans cooking	0.994 0.983 0.958 0.943 0.912 0.861
B00BIEUGLU	coffee ground brewing coffee-beans	0.99 0.943 0.941 0.875
B005F2H1G4	water glassware cup brewing coffee	0.995 0.98 0.96 0.872 0.547
B004YGQPAK	honey supplement sweetener sweet-treat	0.975 0.91 0.874 0.789
B005BPVCVU	baked snack healthy dessert fruit sweetener	0.977 0.952 0.95 0.931 0.889 0.771
B0076YVPKC	pasta sauce spice spicy dinner side-dish	0.994 0.989 0.986 0.96 0.956 0.759
B00DBSFXUK	cheese chips cheddar snack sweet chocolate-chip	0.99 0.979 0.961 0.938 0.812 0.595
B002TMV34E	coffee brewing roast coffee-beans dark-roast coffee-maker cocoa	0.996 0.969 0.958 0.876 0.613 0.529 0.506
B000V17MLS	cooking curry butter side-dish	0.981 0.975 0.94 0.756
B005GYUNQG	cookingware nonstick cooking-tools cooking-utensil cooking-appliance dinnerware utensils baking-pans	0.997 0.994 0.993 0.982 0.982 0.961 0.955 0.888
B005JAIHOM	nonstick cookingware cooking-appliance ceramic	0.966 0.928 0.924 0.902
B005BPVE5Y	granola cocoa snack chocolate cereal candy sweetener	0.992 0.978 0.962 0.96 0.943 0.909 0.795
B00IWSQBIM	cooking cookingware grill cooking-tools cast-iron cooking-appliance oven dinnerware	0.99 0.986 0.982 0.981 0.978 0.975 0.735 0.72
B008CC8ULY	natural candy sweet sweetener	0.965 0.927 0.9 0.864
B00CMGFHW6	vacuum bag cleaning cooling	0.986 0.954 0.916 0.512
B00006JSUA	cookingware cooking-tools cast-iron cooking-utensil pan baking-pans nonstick	0.988 0.986 0.981 0.978 0.957 0.953 0.854
B00KBUGQJS	water filter glassware	0.995 0.974 0.923
B0013TJB7A	flavor taste sweetener spicy sweet-treat	0.985 0.981 0.852 0.784 0.579
B000GTR2F6	coffee brewing coffee-maker cooking-appliance cup	0.991 0.983 0.983 0.963 0.613
B000TYBWIG	cooking-appliance cooking-tools bakery cooking-utensil breakfast toaster	0.97 0.95 0.892 0.871 0.835 0.511
B00000JGRT	cookingware white stainless-steel	0.971 0.966 0.718
B004BR3SR0	knife utensils cooking-tools glassware cooking-utensil cookingware dinnerware	0.987 0.983 0.979 0.976 0.969 0.88 0.786
B004L9M1GM	cooking-tools utensils accessories tool cutlery bag	0.936 0.935 0.92 0.91 0.654 0.651
B0057095DQ	cutting-board cutting cooking-tools cutlery design sharp plate knife	0.997 0.99 0.988 0.972 0.88 0.686 0.667 0.599
B0056B5634	scale electronic cooking-appliance cooking-tools cookingware design	0.993 0.98 0.942 0.809 0.742 0.697
B006J4MAHW	granola organic fruit cereal crunchy apple snack	0.993 0.982 0.964 0.955 0.931 0.922 0.917
B001TRDWSK	cookingware cooking-tools cooking-utensil pan baking-pans dinnerware utensils crock-pot	0.995 0.983 0.982 0.98 0.972 0.955 0.925 0.647
B00D45ZRZQ	bedding comfort fabric collapsible	0.974 0.937 0.85 0.703
B00BIEU4BC	coffee dark-roast brewing roast coffee-beans flavor	0.994 0.96 0.959 0.951 0.942 0.928
B008FR5AU0	electric cooking cookingware brewing stainless-steel	0.977 0.976 0.972 0.789 0.727
B00COVHNWG	stainless-steel cooking-appliance cooking-tools cooking-utensil coffee-maker	0.99 0.982 0.975 0.931 0.747
B002LLOFKC	blender cooking-appliance cooking-tools stainless-steel brewing	0.992 0.984 0.979 0.978 0.756
B00EU83ITI	blender food tool brewing juicer	0.99 0.96 0.946 0.784 0.686
B00E6PGEMI	nonstick cookingware cooking-tools cooking-utensil pan utensils baking-pans silverware	0.994 0.99 0.983 0.983 0.968 0.958 0.917 0.888
B00DLJ1U92	vacuum bag air-purifier canister accessories	0.979 0.949 0.869 0.71 0.57
B00H1QIJAO	home-decor electric glassware	0.911 0.909 0.528
B00876CQ8S	electronic water handheld design glassware stainless-steel	0.967 0.942 0.806 0.761 0.757 0.576
B00JFLVMNE	cooking-appliance cooking-tools blender tool juicer coffee-maker	0.95 0.95 0.949 0.925 0.872 0.573
B0009WRKSY	vacuum cleaning electric	0.993 0.984 0.946
B009A1SNQ8	cookingware stainless-steel cooking-tools cooking-utensil dinnerware utensils glassware silverware	0.998 0.997 0.995 0.985 0.982 0.975 0.845 0.723
B00E3QNH7U	snack	0.62
B00DRA8HWI	pasta spaghetti	0.987 0.908
B00E5613M4	coffee coffee-maker brewing handheld chocolate	0.975 0.967 0.967 0.896 0.784
B001B2SL48	fabric cooling glassware electric cookingware	0.896 0.757 0.746 0.711 0.666
B0012C55EG	fruit energy-drink supplement juice	0.98 0.887 0.847 0.66
B0084392F4	juicer cooking-appliance handheld brewing	0.993 0.956 0.626 0.588
B00CEILVOK	crock-pot cooking cooking-appliance slow-cooker cooking-tools cookingware	0.968 0.962 0.959 0.955 0.939 0.928
B008YE3RNG	kettle cooking-appliance brewing cooking-tools cookingware coffee-maker	0.992 0.982 0.967 0.965 0.949 0.943
B005S2LESW	dinnerware cookingware glassware set utensils silverware cooking-utensil	0.997 0.987 0.984 0.982 0.957 0.913 0.849
B007RKFCFO	accessories utility tool cooking-tools	0.909 0.695 0.676 0.673
B008PRHJ0O	dinnerware cookingware glassware utensils silverware cooking-utensil cooking-tools	0.996 0.987 0.981 0.981 0.958 0.93 0.795
B00D6CMPFW	snack chocolate crunchy chocolate-chip	0.893 0.851 0.648 0.642
B00IPBNOYA	storage design accessories glassware	0.994 0.981 0.728 0.716
B0039NM07G	design accessories	0.806 0.755
B0016NL1SK	cleaning vacuum utility cooking-appliance	0.985 0.975 0.899 0.578
B009S9GHMY	cleaning vacuum tool	0.992 0.988 0.904
B000UUWECC	water coconut juice cans	0.994 0.977 0.926 0.56
B00BLDWYPO	juicer black color fruit accessories blue	0.992 0.973 0.965 0.963 0.638 0.52
B0087SPTLC	coffee coffee-maker color cup brewing	0.997 0.995 0.993 0.989 0.984
B004U43ZO0	chips sweet-treat sweet snack candy chocolate chocolate-chip cereal	0.981 0.963 0.95 0.946 0.933 0.899 0.815 0.573
B005M8Y3YE	food-preparation storage cooking cooking-tools canister bakery brewing coffee-maker	0.977 0.973 0.946 0.934 0.78 0.739 0.727 0.572
B0093JW278	nonstick cooking cooking-tools cooking-appliance cookingware cooking-utensil stainless-steel baking-pans	0.992 0.988 0.986 0.986 0.985 0.955 0.905 0.886
B00GFM27J4	flavor sweet blend spice	0.931 0.919 0.798 0.739
B00D9RRZ3Q	chocolate candy cocoa	0.991 0.972 0.972
B001B9RY5S	oven cooking cooking-tools cooking-appliance cookingware toaster pan	0.991 0.988 0.986 0.983 0.972 0.969 0.539
B009XP92Z2	stainless-steel grill cooking cooking-appliance cooking-tools cookingware electric	0.997 0.995 0.992 0.987 0.982 0.977 0.931
B00GXFI6RA	cleaning vacuum electric accessories	0.992 0.99 0.972 0.781
B006H01IX0	brush cleaning set utensils tool canister nonstick	0.988 0.985 0.971 0.96 0.951 0.941 0.703
B00IWSQCI6	cookingware cooking cooking-tools cast-iron pan utensils dinnerware	0.996 0.995 0.991 0.987 0.968 0.903 0.877
B00J2RX68K	color home-decor dinnerware blue set	0.99 0.967 0.967 0.955 0.945
B00JTSEENS	storage design accessories	0.988 0.979 0.883
B0012C55DW	fruit flavor energy-drink supplement juice sweetener	0.962 0.954 0.892 0.875 0.701 0.602
B00BIEU43K	coffee breakfast brewing blend coffee-beans	0.995 0.984 0.955 0.95 0.892
B004YV7YIM	candy sweetener sugar popcorn	0.982 0.977 0.964 0.505
B004OQ257C	sweetener healthy sweet-treat supplement sugar	0.992 0.945 0.88 0.869 0.509
B0057SX7B4	cookingware cooking-tools dinnerware cooking-utensil utensils glassware	0.993 0.983 0.981 0.959 0.931 0.692
B0061IUIDY	tea coffee brewing dark-roast	0.995 0.978 0.931 0.546
B0099QKOT8	glassware cookingware baking baking-pans dinnerware utensils	0.983 0.981 0.977 0.969 0.964 0.888
B00ARR4SRC	cutting-board utensils cooking-tools cooking-utensil cutting tool nonstick knife	0.997 0.991 0.991 0.99 0.987 0.985 0.859 0.689
B00C7Z9AE8	cleaning vacuum canister handheld	0.994 0.992 0.963 0.872
B00FB9TAUQ	accessories bowl cookingware cooking-tools utensils dinnerware bakery	0.99 0.987 0.98 0.975 0.964 0.907 0.76
B004OVATOI	snack healthy sweet crunchy chocolate	0.942 0.937 0.911 0.888 0.605
B0076YVPD4	pasta tomato vegetable spaghetti basil dinner	0.993 0.983 0.97 0.969 0.966 0.959
B0042H5OQW	cookingware nonstick cooking-utensil utensils dinnerware baking-pans	0.996 0.996 0.978 0.958 0.953 0.835
B001N07KUE	scale cooking-tools stainless-steel cookingware glassware utensils	0.996 0.958 0.807 0.791 0.661 0.531
B00CWYNL3A	coffee gourmet dark-roast roast flavor	0.996 0.982 0.97 0.964 0.956
B000SE82W6	fabric home-decor bedding dinnerware	0.994 0.965 0.949 0.674
B00DBSG2WI	cookies snack dessert baked candy	0.991 0.889 0.869 0.862 0.718
B002S52ZDU	fabric set white	0.993 0.976 0.968
B00CWAE89A	stainless-steel cooking-tools bowl cookingware cooking-utensil utensils	0.991 0.989 0.987 0.986 0.98 0.964
B009OZA962	nonstick cookingware pan cooking cooking-tools cooking-utensil baking-pans utensils	0.987 0.984 0.982 0.978 0.97 0.964 0.962 0.942
B00CLD38RQ	brush cleaning utensils cooking-tools accessories	0.989 0.938 0.867 0.843 0.833
B0028N6P42	cooking-appliance cooking-tools cookingware black	0.948 0.928 0.856 0.852
B008EBWTF6	porcelain nonstick cookingware cooking-utensil pan ceramic dinnerware utensils	0.993 0.992 0.99 0.974 0.964 0.948 0.942 0.917
B00CTLALFM	coffee kitchen brewing roast coffee-maker coffee-beans	0.994 0.982 0.978 0.923 0.842 0.501
B005NUAOG2	chocolate cocoa flavor sweet sweetener	0.994 0.985 0.964 0.902 0.602
B006BXV1H6	cereal chocolate cocoa candy sweetener granola chocolate-chip	0.994 0.988 0.971 0.887 0.876 0.809 0.642
B0061IUKDM	tea green brewing coffee	0.995 0.958 0.845 0.699
B005ETZIMM	black color fabric blue accessories	0.964 0.962 0.851 0.633 0.527
B004MKN4ZW	fabric	0.989
B008HPVFAE	cooking-tools cooking-utensil cooking-appliance utensils cookingware bakery	0.982 0.978 0.972 0.971 0.953 0.564
B005C3XI5Y	nonstick cookingware dinnerware cooking-utensil glassware utensils stainless-steel	0.987 0.98 0.957 0.949 0.898 0.764 0.704
B007ZDSR6Y	fabric home-decor cookingware dinnerware	0.987 0.891 0.803 0.671
B008X3KQ82	silicone spatula utensils cooking-utensil cooking-tools cooking set dinnerware	0.993 0.993 0.993 0.987 0.986 0.969 0.967 0.907
B00AYSC5JM	cutlery utensils cookingware silverware cooking-utensil dinnerware glassware knife	0.994 0.987 0.966 0.964 0.962 0.961 0.916 0.769
B0093URPN8	set dinnerware	0.99 0.721
B00HPRPAG0	cookingware oven cooking-tools cooking-appliance cooking-utensil utensils dinnerware	0.97 0.969 0.949 0.931 0.929 0.876 0.851
B00KA2KRKG	cooking slow-cooker stainless-steel cooking-appliance cooking-tools cookingware cooking-utensil crock-pot	0.993 0.989 0.988 0.987 0.984 0.983 0.936 0.933
B005K0FZ6Y	cleaning	0.987
B003D3NBUC	glassware cookingware baking-pans cooking-appliance dinnerware cooking-utensil crock-pot	0.993 0.988 0.974 0.964 0.963 0.961 0.83
B0067D7CKU	air-purifier filter cleaning vacuum	0.997 0.993 0.967 0.837
B001IDY5S6	cookingware stainless-steel cooking-tools cooking-utensil dinnerware utensils glassware silverware	0.996 0.995 0.994 0.978 0.961 0.96 0.722 0.643
B00AO24YX8	oven toaster cooking-appliance cookingware baking	0.991 0.987 0.985 0.977 0.958
B002MRYEBA	cheese dining snack dinner gourmet vegetarian side-dish	0.957 0.922 0.906 0.857 0.775 0.62 0.556
B00A2KD8HA	cup cooking-utensil utensils glassware nonstick	0.992 0.981 0.981 0.973 0.876
B00B92BYNK	cooking-appliance cooking-tools cooking-utensil cookingware utensils	0.979 0.978 0.962 0.954 0.794
B008FX6KH6	cooking-appliance cooking-tools cooking cookingware cooking-utensil	0.981 0.979 0.978 0.966 0.941
B00CBBB316	cookingware cooking-tools utensils cooking-utensil dinnerware glassware cooking-appliance silverware	0.997 0.988 0.98 0.979 0.977 0.972 0.946 0.551
B00CI6B15M	nonstick cookingware cooking-tools cooking-utensil utensils glassware pan	0.992 0.974 0.964 0.944 0.938 0.847 0.816
B00FZH3WAS	cooking cookingware cooking-appliance cooking-tools	0.92 0.901 0.889 0.793
B00004SUHY	cooking-tools food-preparation cooking-utensil cookingware brewing	0.962 0.92 0.902 0.894 0.735
B00004S7V8	cooking food-preparation handheld silverware dinnerware	0.971 0.969 0.88 0.842 0.527
B00004SPEU	cooking-tools stainless-steel cooking-appliance coffee brewing black coffee-maker	0.984 0.983 0.982 0.981 0.961 0.95 0.936
B001OCBT5S	chocolate crunchy	0.857 0.578
B0093JWL7O	glassware cookingware baking baking-pans dinnerware	0.986 0.983 0.981 0.965 0.964
B00J93MQ6U	mold set glassware cookingware utensils	0.98 0.959 0.951 0.836 0.716
B00JR39AUM	baking silicone cookingware baking-pans bakery glassware dinnerware	0.991 0.986 0.962 0.939 0.912 0.903 0.88
B003YC1DCU	cooking cooking-tools cooking-appliance cookingware grill cooking-utensil pan baking-pans	0.99 0.985 0.985 0.984 0.976 0.962 0.907 0.888
B009L1SDL2	coffee coffee-maker brewing cup stainless-steel	0.997 0.996 0.98 0.848 0.689
B005Y00EGG	vacuum set canister	0.922 0.891 0.607
B00DYW2STC	storage set hook lock	0.732 0.697 0.651 0.584
B004IWZ62I	vacuum cooking-appliance canister cleaning	0.989 0.966 0.646 0.618
B000Q5X876	fruit organic flavor	0.98 0.974 0.933
B005BPVE3G	granola sweet-treat snack cereal candy sweetener	0.991 0.983 0.966 0.954 0.903 0.681
B0093JW9EE	dinnerware cookingware glassware set utensils silverware porcelain cooking-utensil	0.998 0.991 0.98 0.979 0.971 0.969 0.869 0.801
B00EJQQP46	canister cleaning vacuum bag filter accessories air-purifier	0.986 0.95 0.927 0.758 0.752 0.747 0.523
B003VW4E3S	cleaning set stainless-steel canister	0.989 0.708 0.68 0.512
B003JTHJN0	cooking cooking-appliance cooking-tools cookingware cooking-utensil slow-cooker crock-pot	0.994 0.987 0.986 0.983 0.95 0.829 0.805
B00FWLJOSG	food cooking-tools food-preparation cooking-appliance utensils cookingware	0.986 0.977 0.97 0.962 0.946 0.895
B000F4DKAI	tea breakfast brewing coffee	0.994 0.898 0.872 0.673
B005M8Y41Q	food-preparation cooking-appliance cookingware cooking-tools baking bakery	0.983 0.973 0.964 0.963 0.922 0.798
B00G6A5LFC	water flavor snack cans green	0.962 0.947 0.789 0.57 0.516
B0000AP7NV	water filter cup cleaning brewing	0.996 0.984 0.967 0.822 0.788
B008UAHQAE	food-preparation cooking-appliance cooking-tools cookingware cooking-utensil	0.989 0.985 0.982 0.978 0.95
B009Z1ODI0	cocoa chocolate sweet	0.982 0.977 0.74
B005VEHQ1G	filter brewing coffee-maker	0.992 0.814 0.771
B00EDOFNJW	vacuum cleaning bag accessories	0.987 0.982 0.941 0.695
B00HDO0WUO	filter accessories brewing coffee-maker	0.988 0.858 0.839 0.731
B003NG77RM	aluminum coffee-maker cooking-appliance cooking-tools cookingware	0.993 0.989 0.98 0.976 0.974
B0083D01LY	cleaning blue vacuum brush	0.994 0.97 0.643 0.592
B00CS3OBNO	oven cooking cooking-tools cooking-appliance toaster cookingware bakery	0.991 0.982 0.979 0.979 0.976 0.962 0.608
B00HVOGM0U	vacuum electric canister bag filter	0.984 0.979 0.971 0.753 0.58
B0093JW4YE	cookingware nonstick cooking-tools cooking-utensil dinnerware baking-pans glassware	0.997 0.996 0.991 0.983 0.979 0.891 0.612
B003VFRBYO	pan baking-pans cookingware cooking-utensil dinnerware bread utensils	0.991 0.99 0.988 0.979 0.955 0.951 0.948
B00CMGEUPG	vacuum bag electric cooling	0.986 0.819 0.748 0.516
B00DHJ5QP0	vacuum bag air-purifier canister accessories	0.977 0.956 0.874 0.695 0.58
B00HNUFIBQ	vacuum cleaning	0.995 0.995
B002YG3M62	cooling cooking-appliance handheld	0.992 0.879 0.63
B003VPW0V8	mold silicone cookingware chocolate glassware dinnerware	0.993 0.982 0.927 0.924 0.798 0.738
B0093FRXM6	coffee coffee-maker brewing cup breakfast	0.995 0.995 0.973 0.947 0.633
B00BLMFL9Q	chocolate candy gourmet	0.988 0.98 0.912
B000CRIBCK	chocolate cocoa espresso	0.98 0.946 0.929
B00DRAUI7U	fabric cooking-appliance cooking-tools cookingware cleaning glassware	0.993 0.962 0.942 0.932 0.915 0.696
B0010YA02S	vegetarian supplement vegetable flavor	0.982 0.972 0.971 0.511
B00023XCWS	kettle coffee-maker cooking-appliance brewing stainless-steel	0.993 0.984 0.983 0.979 0.923
B004051BO0	tea spice sweetener energy-drink cinnamon	0.991 0.972 0.919 0.878 0.635
B0093JWH9Q	dinnerware plate glassware cookingware accessories utensils silverware home-decor	0.991 0.99 0.965 0.934 0.88 0.871 0.838 0.564
B009SBOCHE	vacuum bag cleaning accessories canister	0.984 0.967 0.966 0.69 0.559
B007POQ9EA	caddy cooking-tools utensils tool set nonstick cutlery	0.987 0.974 0.962 0.942 0.839 0.804 0.795
B009S2G5YQ	cookingware nonstick dinnerware cooking-appliance cooking-utensil glassware utensils	0.992 0.99 0.974 0.958 0.948 0.896 0.871
B00ABC1ESE	cooking-appliance	0.75
B0051R85ZY	bowl color dinnerware utensils fabric	0.989 0.947 0.916 0.845 0.563
B007M6GF7C	fabric color home-decor white bedding	0.977 0.971 0.969 0.952 0.841
B0088UZ7FW	accessories utensils cutlery cooking-tools fabric dinnerware	0.968 0.944 0.846 0.833 0.807 0.683
B008EYT1PO	kettle brewing cooking-appliance black coffee-maker stainless-steel	0.985 0.965 0.95 0.925 0.878 0.642
B00CBF7HK8	cookingware nonstick cooking-tools cooking-utensil baking-pans dinnerware utensils glassware	0.995 0.994 0.988 0.973 0.959 0.958 0.945 0.877
B00GCETRWU	cup dinnerware glassware cookingware	0.957 0.841 0.703 0.692
B00FFCNNHK	coffee stainless-steel coffee-maker brewing cup cooking-appliance cookingware cooking-utensil	0.997 0.995 0.994 0.981 0.973 0.966 0.957 0.792
B00J4RYVQE	cookingware nonstick dinnerware cooking-tools cooking-utensil utensils glassware	0.995 0.994 0.986 0.984 0.969 0.936 0.929
B00IOD3GI8	vacuum canister cleaning bag accessories brush	0.972 0.965 0.947 0.926 0.892 0.874
B00462Z2QA	energy-drink cans soda sweetener juice water brewing	0.99 0.98 0.901 0.777 0.775 0.69 0.594
B004DP0DGO	granola oatmeal cereal sweetener almond	0.995 0.978 0.955 0.933 0.932
B00ENBP2VE	chili flavor spice chips sweet-treat chocolate-chip	0.972 0.948 0.927 0.771 0.67 0.629
B00H727LW4	butter popcorn snack grain	0.982 0.978 0.921 0.819
B00AMCHGW6	fruit snack flavor healthy dessert	0.976 0.967 0.961 0.937 0.678
B00FB9RIZU	baking-pans baking cookingware nonstick pan bakery dinnerware utensils	0.991 0.991 0.99 0.985 0.979 0.965 0.927 0.78
B00IPENZK0	cooking crock-pot slow-cooker cooking-appliance cookingware stainless-steel cooking-tools	0.99 0.988 0.983 0.983 0.98 0.979 0.968
B005Q8IXXM	chocolate supplement energy-drink sweetener	0.978 0.857 0.708 0.632
B001HFU9O4	chocolate cooking-appliance cooking-tools cooking stainless-steel	0.908 0.866 0.854 0.734 0.506
B00HZDVK40	air-purifier filter white color	0.996 0.99 0.974 0.953
B00CJXP4JI	tea sweetener flavor sugar sweet-treat soda	0.986 0.98 0.974 0.8 0.757 0.642
B00IWSQCUE	cookingware cooking cooking-tools grill cooking-appliance dinnerware oven	0.995 0.991 0.987 0.982 0.979 0.903 0.643
B00004OCKR	cooking-tools tool utensils nonstick cutlery	0.976 0.967 0.964 0.801 0.756
B0054PHG2Q	storage lock glassware canister	0.991 0.946 0.773 0.512
B006VPLS04	cooking-appliance cookingware	0.869 0.866
B009OFE4PE	air-purifier cleaning filter vacuum cooking-appliance	0.996 0.993 0.983 0.955 0.508
B0093FRXDK	coffee coffee-maker cup	0.978 0.936 0.812
B00CMCZD6K	coffee stainless-steel coffee-maker brewing cup	0.997 0.995 0.987 0.987 0.78
B001BM62T4	tea coffee espresso brewing coffee-beans	0.991 0.958 0.917 0.902 0.592
B004VLXMX6	baking cooking black bakery baking-pans oven bread porcelain	0.99 0.984 0.98 0.9 0.874 0.785 0.697 0.601
B006BXV14E	cinnamon cereal snack candy cocoa	0.975 0.962 0.914 0.91 0.563
B007LZ9LUC	cleaning vacuum color black bag canister	0.991 0.991 0.969 0.827 0.803 0.502
B00ANSYR9Y	stainless-steel handheld accessories nonstick design grill	0.974 0.754 0.684 0.676 0.58 0.502
B0087YSF4O	fabric home-decor glassware	0.985 0.979 0.508
B00DLIZ0NK	cleaning air-purifier filter tool canister	0.975 0.971 0.921 0.729 0.571
B00G0OIMGY	home-decor fabric bedding accessories color glassware	0.991 0.962 0.914 0.902 0.666 0.594
B003I85CMC	knife bread tool cooking-tools utensils sharp	0.993 0.988 0.985 0.984 0.977 0.86
B0054TWQ2C	spice spicy chili rice	0.962 0.948 0.668 0.609
B004JHY0SI	food-preparation utility stainless-steel coffee	0.952 0.811 0.696 0.619
B0071BIKS0	cleaning vacuum tool accessories	0.991 0.989 0.974 0.878
B00B92CN5S	cleaning cooking-appliance cooking-tools brewing	0.994 0.831 0.765 0.618
B00CH3A7LU	stainless-steel cooking-appliance cookingware electric oven	0.986 0.983 0.968 0.959 0.808
B00GXFIS5A	cleaning vacuum electronic handheld accessories	0.995 0.994 0.993 0.984 0.757
B00J5JOSRI	dinnerware porcelain ceramic cookingware utensils glassware cooking-utensil silverware	0.997 0.989 0.985 0.982 0.96 0.955 0.872 0.636
B001D0GV4K	coffee brewing decaffeinate coffee-beans coffee-maker	0.997 0.975 0.952 0.68 0.543
B0076YVPLG	pasta kitchen dining dinner side-dish	0.992 0.979 0.957 0.942 0.781
B007CFMTN2	coffee brewing coffee-beans cocoa	0.998 0.973 0.964 0.778
B00BIEU5KW	coffee coffee-beans brewing dark-roast roast flavor	0.997 0.989 0.966 0.96 0.955 0.951
B00BTIUYOO	food breakfast bread coffee-maker bakery dinnerware	0.992 0.986 0.978 0.871 0.81 0.79
B00BC00RYG	cleaning vacuum bag air-purifier canister handheld collapsible	0.97 0.965 0.83 0.817 0.589 0.534 0.51
B00D6FIPBW	stainless-steel cooking oven cooking-appliance toaster cooking-tools cookingware	0.989 0.988 0.987 0.979 0.975 0.973 0.969
B00FPNVTUW	butter cookies snack candy chocolate	0.976 0.96 0.916 0.9 0.583
B008HEH2ZC	air-purifier filter vacuum utility cooking-appliance	0.997 0.971 0.904 0.796 0.564
B00934S312	baking blend	0.974 0.966
B00DUEDPLO	fruit sweetener	0.774 0.648
B0039NMF9E	cans blend milk	0.959 0.663 0.523
B00GCE257E	bakery cookingware dinnerware stainless-steel	0.884 0.875 0.791 0.657
B0043U63PO	flavor juice snack	0.953 0.88 0.723
B000E1HUVC	chocolate milk sweetener	0.945 0.714 0.664
B003FOA0VW	supplement energy-drink	0.855 0.782
B00DUQDIFA	tea breakfast coffee snack	0.994 0.972 0.961 0.624
B00F0LILKA	dinnerware glassware white set cookingware utensils cooking-utensil silverware	0.996 0.991 0.989 0.987 0.984 0.973 0.909 0.886
B004P2OLB8	blender color blue	0.993 0.986 0.981
B00DRA8IFO	pasta spaghetti dining	0.988 0.984 0.867
B00DRA8HSM	pasta spaghetti	0.989 0.917
B0042H5RBE	glassware set cookingware dinnerware ceramic accessories utensils	0.965 0.962 0.934 0.813 0.781 0.766 0.561
B00H70KMYA	food crock-pot cooking cooking-appliance cookingware slow-cooker blue dinnerware	0.992 0.986 0.985 0.983 0.982 0.979 0.96 0.755
B00H72831M	cheese seasoning cheddar dairy	0.994 0.989 0.977 0.967
B00FPSKJ44	electric cooking-appliance cookingware	0.983 0.974 0.956
B008GV8GUG	organic milk dairy	0.982 0.976 0.973
B00KR5UJN6	vacuum cleaning cooking-appliance canister	0.993 0.993 0.843 0.517
B009LHJSU6	water stainless-steel filter cup brewing	0.998 0.998 0.988 0.957 0.841
B0006ZUHR0	electronic tool cooking-tools cast-iron utility accessories	0.98 0.979 0.92 0.888 0.871 0.668
B004XZO680	cleaning vacuum bag	0.991 0.988 0.898
B00HVC7ZP8	fabric cookingware glassware utensils dinnerware	0.989 0.927 0.81 0.608 0.502
B00IMJ5Y52	cleaning tool handheld accessories	0.99 0.968 0.934 0.734
B00440EO4U	cleaning electric vacuum accessories brush	0.987 0.883 0.855 0.849 0.638
B009O5KGK6	bedding accessories comfort fabric	0.955 0.806 0.756 0.728
B00EJQQRH6	cleaning vacuum bag utility air-purifier canister handheld	0.973 0.972 0.898 0.877 0.829 0.642 0.502
B00EYZVWWW	coffee coffee-maker brewing cup stainless-steel	0.996 0.995 0.982 0.854 0.784
B003VFWWWU	pan baking-pans silicone cookingware baking cooking-appliance bread oven	0.99 0.99 0.99 0.988 0.974 0.973 0.962 0.78
B00BIEU44O	coffee blend brewing coffee-beans	0.993 0.957 0.948 0.923
B00BIEUGTM	coffee brewing roast dark-roast coffee-beans flavor	0.993 0.956 0.955 0.954 0.937 0.889
B008FX6H4W	juicer stainless-steel cooking-appliance cooking-tools brewing	0.99 0.987 0.96 0.951 0.826
B0042H8S5Q	cookingware cooking-tools cooking-utensil dinnerware utensils baking-pans silverware glassware	0.997 0.994 0.987 0.982 0.972 0.821 0.803 0.803
B001EBISBM	juicer white cooking-appliance stainless-steel fruit brewing	0.993 0.962 0.953 0.768 0.59 0.538
B0093FWX7G	cookingware nonstick cooking-tools cooking-utensil utensils dinnerware pan baking-pans	0.997 0.995 0.994 0.987 0.967 0.96 0.948 0.91
B00CPDUMC6	vacuum electric accessories bag	0.986 0.886 0.696 0.684
B00EQC4WRU	cooling electric cooking-appliance	0.968 0.954 0.853
B00CXZKCTY	sauce spice flavor spicy chili	0.99 0.972 0.958 0.927 0.712
B004412GTO	vacuum cleaning handheld electric tool	0.995 0.991 0.972 0.965 0.861
B008L5F5C4	vacuum cleaning bag accessories canister	0.985 0.968 0.954 0.796 0.555
B002Q8HEXK	cleaning vacuum bag air-purifier accessories canister handheld	0.968 0.96 0.888 0.722 0.69 0.525 0.515
B00C4XZY8O	cleaning tool cooking-tools vacuum	0.992 0.973 0.78 0.611
B008CC5LY8	silicone collapsible cookingware food-preparation dinnerware glassware utensils	0.992 0.98 0.909 0.893 0.789 0.72 0.64
B00ATSHMIQ	cooling electric accessories handheld	0.972 0.965 0.915 0.882
B001AO2PXK	cooking slow-cooker cookingware cooking-tools cooking-appliance set crock-pot	0.994 0.989 0.987 0.987 0.987 0.951 0.936
B002VK7D2K	caddy tool cooking-tools accessories utility lock hook	0.991 0.958 0.952 0.944 0.936 0.904 0.614
B002XVUAOU	bread baking bakery black oven	0.997 0.996 0.993 0.978 0.778
B0018KYOVW	bag color fabric white accessories	0.997 0.991 0.88 0.737 0.684
B005IMZ7Q2	baking-pans pan cookingware cooking-appliance cooking-tools oven	0.992 0.992 0.972 0.939 0.931 0.717
B005074720	glassware set utensils lock dinnerware cookingware	0.986 0.94 0.751 0.744 0.717 0.711
B006BXUWVW	cereal cinnamon grain sweet healthy snack	0.992 0.987 0.967 0.926 0.92 0.916
B005GL5RXI	cleaning utility cooking-tools stainless-steel	0.983 0.832 0.653 0.54
B004XWAJIY	canister cleaning vacuum air-purifier filter accessories	0.987 0.983 0.968 0.834 0.815 0.785
B005F3XLL2	glassware cookingware dinnerware blue	0.984 0.981 0.978 0.973
B004CLYAM2	air-purifier cleaning vacuum filter	0.996 0.986 0.982 0.918
B008P8EV40	cooling handheld accessories air-purifier	0.953 0.892 0.762 0.7
B005SWGGZ8	chocolate cocoa flavor sweetener dessert	0.993 0.983 0.975 0.909 0.893
B005GM15HE	cleaning cooking nonstick cooking-appliance food cookingware slow-cooker	0.991 0.99 0.987 0.985 0.985 0.981 0.827
B00DRA8IPE	pasta spaghetti dining	0.988 0.954 0.841
B0043J9A7S	color cooking-tools blender stainless-steel	0.988 0.987 0.932 0.72
B008YDN57K	cookingware dinnerware glassware oven utensils	0.989 0.981 0.969 0.875 0.614
B007K9OG1I	cooking crock-pot cookingware cooking-appliance slow-cooker stainless-steel	0.983 0.979 0.977 0.976 0.954 0.9
B007JN6MQC	vacuum canister cleaning air-purifier collapsible cooling	0.989 0.988 0.934 0.707 0.649 0.604
B00BU7F6VA	vacuum electric handheld accessories	0.98 0.933 0.926 0.728
B00DDUEZC8	storage bedding bag comfort accessories	0.986 0.984 0.98 0.935 0.873
B00GJB4H2G	nonstick cookingware cooking aluminum cooking-utensil set utensils baking-pans	0.996 0.995 0.995 0.99 0.978 0.973 0.948 0.886
B0076YVPWU	pasta tomato spaghetti basil vegetable grain	0.994 0.982 0.978 0.969 0.969 0.959
B00FPGL6S4	chocolate cocoa sweetener	0.991 0.982 0.538
B00J08ITFG	vacuum cleaning tool accessories	0.991 0.991 0.937 0.672
B004AU6AP0	stainless-steel coffee brewing coffee-maker cup glassware	0.995 0.971 0.96 0.949 0.748 0.729
B00C6A475Q	stainless-steel hook storage cooking-tools accessories cutlery	0.996 0.99 0.977 0.973 0.949 0.586
B00COVHOIO	grill cooking cooking-appliance cookingware cooking-tools black oven	0.989 0.988 0.983 0.981 0.981 0.973 0.829
B004R8FKO2	butter baking	0.925 0.52
B005Z492PU	cooking cooking-appliance cooking-tools cookingware electronic oven	0.984 0.981 0.978 0.974 0.971 0.67
B005KK3N36	cookies oatmeal baked cereal dessert chocolate almond	0.997 0.988 0.982 0.957 0.955 0.943 0.894
B003IASJRK	cleaning vacuum utility tool	0.991 0.97 0.967 0.896
B00910TZV0	filter utility brewing air-purifier environment	0.986 0.808 0.8 0.786 0.627
B009347PAC	cookingware cooking-appliance cooking-tools cooking-utensil dinnerware bakery	0.975 0.967 0.942 0.89 0.842 0.816
B005UF7DP0	nonstick cookingware cooking-appliance cooking-utensil pan utensils crock-pot	0.991 0.989 0.981 0.974 0.96 0.914 0.775
B0055RS2L2	mold silicone glassware cookingware utensils dinnerware	0.995 0.994 0.906 0.876 0.604 0.55
B00CM4PZ7K	food bowl cooking utensils glassware fruit dinnerware	0.989 0.986 0.966 0.966 0.965 0.963 0.952
B003XVPSR8	comfort bedding fabric accessories	0.974 0.973 0.686 0.595
B00IPBNS4Q	storage utility bag	0.995 0.967 0.743
B00E4B3SV4	cooking grill cooking-tools cooking-appliance cookingware cooking-utensil	0.991 0.989 0.985 0.983 0.98 0.945
B006BXV176	snack chocolate banana chocolate-chip sweet fruit candy cereal	0.97 0.967 0.966 0.959 0.954 0.947 0.879 0.501
B002T2IQGC	water filter brewing	0.992 0.987 0.781
B007P6H208	oven toaster cooking-appliance cooking-tools cookingware baking cooking-utensil bread	0.993 0.99 0.986 0.981 0.981 0.964 0.954 0.945
B001LYFBHG	cleaning utility cooking-appliance	0.973 0.91 0.851
B00B92CLSW	cleaning tool cooking-appliance brush cooking-tools brewing	0.994 0.97 0.819 0.817 0.71 0.663
B00IJHNBR0	hook tool design accessories stainless-steel	0.959 0.836 0.833 0.795 0.592
B00EO0K1P6	water glassware	0.985 0.955
B000EJVYTS	stainless-steel cleaning canister handheld	0.945 0.939 0.8 0.716
B00004OCNJ	tool utensils cooking-tools cooking-utensil cooking-appliance cookingware bakery	0.993 0.991 0.989 0.989 0.973 0.965 0.669
B00005AXJ9	nonstick baking cooking cookingware baking-pans bakery pan	0.99 0.989 0.986 0.977 0.822 0.809 0.758
B003NG2CMC	cutlery knife cutting-board stainless-steel nonstick	0.99 0.978 0.908 0.763 0.555
B000BCCH76	stainless-steel glassware utensils cooking-utensil cookingware brewing	0.955 0.944 0.942 0.933 0.907 0.574
B005T1302A	water sweetener sugar	0.987 0.954 0.5
B005IMZ7QW	baking-pans pan cookingware cooking-appliance cooking-utensil utensils oven	0.986 0.985 0.974 0.948 0.901 0.58 0.526
B00BANOEJO	fabric food	0.892 0.713
B00032G1S0	milk dairy	0.996 0.991
B00FPSKTXU	vacuum cleaning electric brush	0.993 0.988 0.984 0.822
B000MGSR8E	fabric white color	0.996 0.981 0.977
B00DEAWNTE	color cup glassware utensils dinnerware	0.993 0.987 0.966 0.961 0.945
B003CT37IS	bedding comfort storage accessories cooling	0.987 0.986 0.932 0.798 0.646
B004X5Y6MG	cooking cooking-appliance cooking-tools cookingware electric oven cooking-utensil pan	0.991 0.979 0.975 0.968 0.942 0.939 0.816 0.802
B001PB8EJ2	cleaning vacuum tool accessories nonstick	0.995 0.995 0.962 0.696 0.536
B001C2J0FG	oven cooking cooking-appliance cooking-tools cookingware grill cooking-utensil	0.995 0.994 0.99 0.986 0.984 0.962 0.914
B009OFFCEQ	air-purifier cleaning filter vacuum	0.995 0.993 0.987 0.968
B0096RP84Q	cooking spice vegetable chili breakfast	0.982 0.975 0.84 0.665 0.532
B00HEZ8A1U	food cooking cooking-tools cooking-utensil tool utensils knife	0.995 0.989 0.979 0.974 0.973 0.967 0.935
B00CTUEQF4	set knife utensils cooking-utensil accessories	0.955 0.724 0.718 0.702 0.58
B00BJH5A26	snack sweet-treat crunchy	0.834 0.832 0.608
B00H5F8ROO	dinnerware cookingware set glassware utensils silverware plate cooking-utensil	0.997 0.993 0.991 0.99 0.977 0.958 0.936 0.883
B00FXNACTI	fabric color blue accessories set	0.99 0.988 0.986 0.962 0.96
B0000AR7SY	coffee black coffee-maker stainless-steel	0.977 0.97 0.883 0.746
B00CEZ7QQA	environment air-purifier cooling cleaning mold canister	0.976 0.841 0.828 0.697 0.657 0.583
B0027LOZXS	stainless-steel utensils cooking-tools cooking-utensil cookingware silverware glassware	0.996 0.989 0.984 0.98 0.979 0.944 0.648
B006P1VAW0	cooking-appliance cookingware cooking-tools brewing coffee-maker	0.966 0.893 0.884 0.77 0.642
B000CRIBC0	chocolate sweet cocoa candy baking	0.986 0.975 0.94 0.939 0.888
B00D52E2XG	air-purifier filter cleaning vacuum	0.996 0.993 0.92 0.641
B00826ORV2	water environment air-purifier	0.985 0.978 0.898
B00H5F3GRW	dinnerware porcelain cookingware ceramic utensils glassware cooking-utensil silverware	0.996 0.996 0.991 0.989 0.971 0.959 0.888 0.565
B0042HCAMI	cookingware cooking-tools nonstick cooking-utensil dinnerware utensils baking-pans glassware	0.997 0.996 0.994 0.984 0.964 0.963 0.888 0.834
B005A32W94	ceramic cooking-appliance electric cooling porcelain	0.981 0.962 0.958 0.943 0.708
B005Z4MIO2	dinnerware cookingware utensils glassware silverware cooking-utensil bakery cooking-tools	0.995 0.991 0.979 0.976 0.926 0.891 0.768 0.748
B0079RAIG8	bag	0.848
B001X5A998	knife tool cutlery handheld cooking-tools cooking-utensil sharp silverware	0.993 0.99 0.988 0.974 0.96 0.959 0.954 0.916
B00FBPHELW	fruit	0.988
B000FEF9LQ	utensils cutlery accessories stainless-steel silverware ceramic	0.953 0.925 0.878 0.812 0.769 0.722
B003ZDNKSI	bread cooking-tools bakery collapsible utensils fruit	0.993 0.99 0.919 0.901 0.806 0.719
B00004SPZV	aluminum brush nonstick	0.978 0.936 0.659
B005JTHQXQ	cleaning vacuum canister bag accessories filter	0.99 0.986 0.962 0.953 0.703 0.572
B00005MF9C	coffee coffee-maker brewing cup glassware	0.997 0.997 0.99 0.955 0.904
B005BPVB84	cookies baked baking snack dessert chocolate sweetener	0.983 0.978 0.964 0.956 0.938 0.838 0.741
B007P2LFWS	blender food-preparation	0.992 0.955
B00DR92N8I	cutlery knife utensils cooking-tools silverware cutting-board cookingware	0.987 0.981 0.976 0.94 0.902 0.776 0.668
B00HIXSAXQ	coffee coffee-maker cup brewing stainless-steel	0.996 0.994 0.988 0.98 0.711
B003NTXFVG	cookingware cooking-tools nonstick cooking-utensil cooking-appliance utensils	0.992 0.992 0.991 0.987 0.986 0.975
B008PRFQPO	cooking-tools utensils tool cooking-utensil accessories glassware cookingware silverware	0.975 0.972 0.958 0.948 0.937 0.785 0.76 0.594
B002RBTY66	chocolate cocoa sweet chili chocolate-chip sweetener	0.995 0.987 0.964 0.902 0.806 0.587
B00GP3WEVE	cookingware cooking nonstick cooking-tools cooking-utensil set utensils pan	0.997 0.996 0.994 0.993 0.983 0.978 0.956 0.935
B005BG7MK4	coffee cup brewing coffee-maker bakery	0.984 0.96 0.94 0.878 0.604
B008HD2D5M	cleaning utensils glassware	0.98 0.765 0.62
B00B6LUAQG	stainless-steel cookingware dinnerware glassware silverware cutlery	0.991 0.939 0.697 0.678 0.656 0.539
B007K9OIMU	coffee-maker coffee brewing cooking-appliance cup cooking-tools	0.995 0.992 0.973 0.959 0.877 0.87
B00AZSZYTO	oven toaster cooking cooking-appliance cooking-tools cookingware baking bakery	0.994 0.992 0.99 0.988 0.988 0.981 0.981 0.616
B00EUAH58G	brewing coffee-maker stainless-steel	0.948 0.85 0.606
B00CTKRAH0	home-decor dinnerware	0.992 0.53
B004S67V2C	food-preparation collapsible cooking-appliance cookingware cooking-tools cooking-utensil utensils	0.981 0.974 0.943 0.942 0.92 0.881 0.639
B00BIEU5MK	coffee flavor brewing coffee-beans	0.993 0.988 0.953 0.882
B00BEKYNYE	food chocolate	0.986 0.639
B005Y110NQ	chocolate snack chocolate-chip chips dining	0.934 0.923 0.917 0.835 0.793
B000GXZ2GS	coffee coffee-maker brewing cup	0.997 0.992 0.984 0.799
B00COVHNXA	cooking-tools cooking black handheld brewing	0.983 0.978 0.968 0.955 0.758
B00I937QEI	cooking-tools cooking-utensil utensils cooking-appliance cookingware silicone	0.982 0.971 0.961 0.938 0.918 0.845
B009O7I2Y6	coffee-maker cookingware brewing glassware stainless-steel cup	0.962 0.961 0.944 0.941 0.918 0.659
B001EO5U3I	oatmeal breakfast cereal grain	0.995 0.98 0.98 0.979
B00271OPVU	organic sweetener sugar	0.992 0.987 0.936
B009L3LTG6	design cleaning caddy utensils	0.974 0.971 0.967 0.656
B0091EXXDC	dinnerware cookingware glassware silverware set utensils porcelain cooking-utensil	0.997 0.992 0.983 0.98 0.979 0.973 0.876 0.856
B009UOLEXO	flavor fruit coconut sweetener	0.986 0.898 0.869 0.763
B009G4D6TS	vacuum cleaning tool handheld accessories	0.989 0.988 0.871 0.724 0.55
B006WBW356	scale cooking-appliance cooking-tools food-preparation cooking-utensil cookingware	0.987 0.955 0.943 0.939 0.911 0.834
B00ESHDGOI	scale handheld accessories	0.996 0.788 0.642
B00IZ6LH5I	scale electronic design accessories handheld glassware	0.995 0.987 0.883 0.752 0.731 0.521
B00K4V4EWA	mold silicone glassware cookingware dinnerware	0.978 0.976 0.909 0.805 0.763
B00K7P0D9G	utensils cooking-tools cutting cooking-utensil cooking-appliance knife	0.97 0.965 0.964 0.961 0.954 0.795
B00K6BCV7S	stainless-steel cooking-tools cutlery accessories knife	0.98 0.951 0.911 0.884 0.684
B00KKYSBUW	ceramic coffee cooking-tools brewing coffee-maker utensils porcelain	0.992 0.992 0.975 0.959 0.942 0.914 0.612
B00AZMO2Y8	white glassware cookingware coffee-maker stainless-steel	0.926 0.845 0.843 0.679 0.561
B00H7282WW	kitchen butter seasoning grain dessert	0.984 0.981 0.981 0.867 0.687
B000QIYVHO	coffee glassware coffee-maker	0.942 0.88 0.637
B004051BLS	tea health green sweetener coffee energy-drink	0.996 0.952 0.884 0.73 0.69 0.531
B005DKJ1UC	flavor	0.839
B005IMZ7MG	set utensils dinnerware baking-pans	0.983 0.849 0.82 0.649
B007TGO1TY	sweetener cans sweet-treat supplement dessert	0.995 0.938 0.907 0.831 0.799
B00G00BT72	canister cooking-appliance brewing coffee-maker	0.966 0.916 0.762 0.558
B005DMFS2K	electric cleaning	0.847 0.501
B00DWITU4O	juicer stainless-steel brewing accessories fruit silverware	0.988 0.986 0.851 0.818 0.679 0.617
B0037ZG3DS	coffee coffee-maker brewing stainless-steel cup cookingware	0.997 0.996 0.985 0.967 0.959 0.929
B004OVATO8	fruit snack health crunchy sweetener	0.972 0.946 0.935 0.867 0.808
B0055FSC8M	cutlery utensils cookingware dinnerware silverware glassware stainless-steel	0.996 0.988 0.967 0.956 0.953 0.915 0.635
B00558UWEQ	vacuum handheld cleaning bag accessories environment	0.985 0.952 0.952 0.932 0.821 0.68
B006LIW9OU	fabric accessories tool utensils	0.956 0.888 0.848 0.759
B00C7Z9ZAW	cleaning vacuum handheld	0.995 0.995 0.704
B00EPRCAVG	bedding comfort fabric home-decor storage	0.995 0.97 0.958 0.722 0.656
B00JS3O3J4	cutlery stainless-steel utensils knife cooking-tools cooking-utensil dinnerware cookingware	0.995 0.992 0.989 0.985 0.984 0.972 0.944 0.92
B003FOA0WG	treat sweet-treat	0.722 0.551
B00DHLAC66	water stainless-steel kettle cooking-appliance brewing cooking-tools coffee-maker	0.992 0.988 0.982 0.972 0.919 0.863 0.554
B00004OCKO	utensils color accessories black silverware	0.968 0.965 0.949 0.938 0.693
B004FLK0HI	blender cooking-appliance cooking-tools	0.992 0.979 0.967
B00009R66F	cleaning vacuum filter canister	0.99 0.984 0.684 0.592
B00G8IV34K	ceramic bowl food dinnerware porcelain glassware utensils cup	0.998 0.991 0.985 0.977 0.957 0.954 0.728 0.6
B00CIVYCL2	flavor fruit snack chips	0.977 0.973 0.877 0.8
B00FB9R3C8	tool set utensils cooking-tools home-decor cooking-utensil bakery	0.989 0.971 0.965 0.959 0.951 0.89 0.792
B0076YVPFC	pasta vegetable kitchen grain side-dish	0.994 0.986 0.984 0.972 0.84
B009OFGESO	air-purifier cleaning filter vacuum	0.996 0.993 0.985 0.968
B0025UCHS6	breakfast	0.422
B00AQIT8XG	flavor baked cereal	0.937 0.873 0.833
B0047277QC	cheese baked cheddar snack cookies chips	0.994 0.983 0.973 0.948 0.852 0.835
B002TMV3E4	coffee gourmet roast coffee-beans	0.995 0.987 0.939 0.812
B00JTSECQ2	design accessories lock	0.982 0.903 0.644
B003CV3VU0	glassware dinnerware utensils silicone set cookingware	0.994 0.961 0.958 0.936 0.924 0.899
B00EDOGCSS	vacuum cleaning bag accessories canister	0.985 0.977 0.968 0.692 0.51
B001D0IZBM	coffee kitchen brewing coffee-maker	0.995 0.985 0.974 0.883
B00FZF2E90	accessories set home-decor hook	0.969 0.96 0.849 0.664
B00IPBNTEA	storage caddy white home-decor	0.996 0.978 0.977 0.94
B000QFDNP8	stainless-steel vacuum glassware	0.988 0.913 0.792
B00065L6CU	blender white glassware coffee-maker coffee stainless-steel	0.995 0.973 0.933 0.776 0.763 0.671
B008OG7K4G	air-purifier filter cleaning vacuum	0.995 0.991 0.88 0.618
B00C4791SY	fabric bedding home-decor color dinnerware	0.963 0.951 0.918 0.786 0.511
B008NFL1FC	electronic cooling electric cooking-appliance oven	0.982 0.951 0.949 0.888 0.596
B000E1D7RS	coffee kitchen brewing green coffee-maker coffee-beans cocoa	0.993 0.981 0.97 0.948 0.716 0.628 0.551
B00A2WW7Y8	vacuum storage bag cleaning utility canister	0.987 0.977 0.975 0.947 0.851 0.547
B00BC00QVK	vacuum cleaning storage bag air-purifier canister accessories	0.975 0.964 0.939 0.907 0.864 0.713 0.608
B00B75QGX2	electric utility cooling air-purifier	0.966 0.848 0.759 0.652
B00I9WG0P0	cooking-tools bag food accessories coffee-maker	0.967 0.965 0.96 0.733 0.533
B0042RUPFC	cookingware cooking-appliance cooking-tools brewing oven coffee-maker cooling	0.987 0.987 0.987 0.863 0.845 0.768 0.711
B004SH6UZ0	white coffee coffee-maker color cup	0.958 0.912 0.893 0.883 0.812
B007W1UQJ0	silicone cookingware	0.983 0.757
B00FR6D0ZO	baking cookingware bakery dinnerware utensils	0.986 0.96 0.745 0.683 0.594
B002UGD4UA	cleaning water	0.981 0.976
B004X52NTY	sharp knife stainless-steel cutlery cooking-tools	0.966 0.948 0.932 0.917 0.905
B0093JW2RI	nonstick cookingware cooking-utensil cooking-appliance utensils pan crock-pot	0.988 0.987 0.97 0.964 0.943 0.901 0.595
B00BFKAWJI	vacuum canister accessories bag	0.985 0.976 0.964 0.863
B004DOXI9O	cookies chocolate sweet candy snack	0.992 0.988 0.961 0.924 0.923
B004TI5AOA	coffee cup coffee-maker brewing white glassware stainless-steel	0.98 0.962 0.949 0.939 0.922 0.913 0.543
B00DBTQ9XE	cleaning glassware	0.989 0.672
B0056CA5SO	cookingware nonstick cooking-tools dinnerware cooking-utensil utensils glassware silverware	0.994 0.99 0.983 0.981 0.97 0.923 0.893 0.565
B005GYUR6M	cookingware nonstick cooking-tools dinnerware cooking-utensil utensils glassware silverware	0.994 0.99 0.983 0.978 0.962 0.915 0.905 0.595
B0070YJY8S	vacuum cleaning bag accessories filter	0.988 0.986 0.963 0.635 0.507
B000E6LBXK	sweetener health sweet-treat dessert snack sugar	0.995 0.959 0.874 0.667 0.639 0.609
B003NG75FQ	coffee-maker coffee brewing black cup stainless-steel	0.989 0.988 0.97 0.89 0.802 0.501
B00BI3H772	bag accessories handheld	0.985 0.825 0.703
B005BPVA0S	granola sweet snack healthy cereal sweetener	0.992 0.951 0.951 0.944 0.942 0.761
B005PP97DG	bag food breakfast dinnerware	0.995 0.958 0.805 0.56
B00F49XAWW	fruit sweet-treat snack sweetener candy	0.989 0.972 0.951 0.839 0.781
B00IUMLQV2	cooking-tools cooking-utensil handheld utensils cookingware	0.987 0.984 0.978 0.978 0.968
B002TMV3GC	coffee flavor dessert cocoa chocolate	0.987 0.979 0.94 0.762 0.58
B008VHXP9M	stainless-steel canister	0.983 0.965
B00ID9VSOM	sweetener sugar coconut vegetable	0.993 0.992 0.984 0.921
B003A2IDMC	cleaning vacuum accessories brush	0.992 0.961 0.741 0.555
B003ZDNIM6	glassware blender cookingware stainless-steel black cup	0.992 0.988 0.963 0.959 0.956 0.883
B00AN9UJ68	blender cooking cooking-tools cooking-appliance handheld utensils nonstick	0.99 0.989 0.983 0.981 0.947 0.943 0.686
B003PWK2A8	bedding comfort water fabric	0.985 0.941 0.938 0.91
B001CUMLOK	water glassware cup brewing	0.994 0.982 0.977 0.839
B00ERDFY6G	vegetable kitchen gourmet dining	0.989 0.985 0.985 0.878
B000W4LASK	design	0.976
B0051T8Y1W	cleaning handheld	0.994 0.98
B0000CCY1C	utensils cooking-tools tool nonstick bakery	0.992 0.989 0.974 0.822 0.611
B00H8PK63G	breakfast chocolate snack cocoa cereal	0.986 0.957 0.942 0.905 0.673
B00BWYO2FW	air-purifier cleaning filter utility	0.978 0.975 0.923 0.773
B00B80TJX0	glassware collection set home-decor dinnerware utensils bag	0.987 0.986 0.963 0.804 0.793 0.593 0.585
B0007GAWNW	scale white cooking-appliance color cooking-tools	0.994 0.974 0.934 0.804 0.796
B004S60JZS	cooking grill cooking-appliance cooking-tools cookingware black oven	0.988 0.981 0.98 0.978 0.975 0.974 0.787
B003DNRG7Q	grill stainless-steel cookingware cooking-appliance cooking-tools nonstick cooking-utensil plate	0.995 0.995 0.99 0.989 0.988 0.986 0.96 0.957
B003VTZ78M	coffee brewing cup coffee-maker glassware cookingware stainless-steel	0.986 0.981 0.951 0.95 0.942 0.825 0.544
B00006FX83	pan cookingware baking-pans cooking-tools cooking-appliance cooking-utensil oven	0.994 0.993 0.991 0.989 0.986 0.977 0.775
B00004WYJU	pan cookingware cooking-appliance cooking-tools cooking-utensil glassware dinnerware	0.989 0.989 0.985 0.983 0.979 0.977 0.913
B00005IBXJ	oven cooking cooking-appliance baking cooking-tools cookingware bakery	0.992 0.982 0.979 0.973 0.969 0.962 0.619
B004EKAROG	coffee coffee-maker brewing cup black glassware stainless-steel	0.994 0.991 0.983 0.941 0.899 0.879 0.688
B005BWMMCQ	toaster cooking-appliance cooking-tools bread oven	0.992 0.977 0.965 0.869 0.685
B000A7RGAU	cleaning handheld utility accessories electric	0.99 0.95 0.824 0.78 0.67
B00GP3Z0YW	stainless-steel cookingware cooking-appliance cooking-tools cooking cooking-utensil	0.993 0.985 0.981 0.977 0.976 0.95
B0031B4PZQ	cooking cookingware cooking-tools grill cooking-appliance set plate silverware	0.989 0.987 0.984 0.984 0.981 0.974 0.958 0.859
B00HSYVFQY	tea supplement spice	0.989 0.917 0.825
B00HSYVFRS	tea supplement treat spice	0.993 0.904 0.717 0.62
B00FKKIOXU	filter cleaning vacuum utility canister	0.994 0.989 0.987 0.883 0.501
B009KU68CU	cleaning white	0.995 0.976
B000AS9IIC	cleaning accessories vacuum	0.99 0.696 0.685
B000WJKN5G	knife utensils cooking-tools storage cooking-utensil cookingware dinnerware	0.994 0.991 0.99 0.989 0.986 0.951 0.814
B007P0WEEI	fabric color bedding home-decor	0.992 0.971 0.793 0.561
B002IB0WWA	cleaning brush vacuum	0.992 0.625 0.576
B005QSI422	cleaning vacuum	0.988 0.981
B009KXEHPM	vacuum cleaning nonstick cooking-appliance cooking-tools canister	0.993 0.983 0.823 0.718 0.603 0.546
B00A215WGO	cleaning vacuum tool brush	0.991 0.988 0.904 0.501
B00H8MWOMU	blender black color blue stainless-steel	0.995 0.958 0.917 0.906 0.637
B00KM9W2PU	stainless-steel cooking-tools food-preparation cooking-utensil cooking-appliance cookingware	0.977 0.95 0.932 0.923 0.912 0.907
B00KD83BMS	cooking-tools cooking-utensil utensils silicone cookingware silverware dinnerware stainless-steel	0.992 0.99 0.987 0.987 0.984 0.916 0.888 0.853
B00ISQD2QM	coffee brewing coffee-maker	0.994 0.964 0.633
B0062EORXE	organic green	0.989 0.853
B00910U03W	water filter brewing	0.998 0.987 0.68
B007JKQ1TS	color electric cast-iron stainless-steel	0.988 0.977 0.887 0.677
B006B1SKFE	cooking-appliance cooking-tools cooking	0.988 0.987 0.984
B002PY6X1E	nonstick cooking-appliance cookingware cooking-tools pan baking-pans	0.984 0.981 0.981 0.976 0.937 0.908
B00BU6823K	cleaning vacuum handheld utility accessories	0.995 0.985 0.944 0.908 0.797
B008J9YG8G	cooking-tools cooling cast-iron brewing	0.965 0.914 0.704 0.529
B00JCEGB0I	coffee set cup dinnerware glassware utensils	0.988 0.978 0.959 0.957 0.948 0.635
B00357YS3A	oven cooking cooking-appliance baking cooking-tools cookingware toaster	0.993 0.992 0.984 0.977 0.969 0.966 0.964
B005SS3OEI	dinnerware cookingware glassware utensils silverware ceramic cooking-utensil cooking-tools	0.996 0.987 0.985 0.967 0.895 0.876 0.85 0.593
B0034J6QIY	coffee stainless-steel coffee-maker brewing cooking-appliance cup	0.989 0.984 0.983 0.979 0.978 0.74
B00B2BTAV6	cooling white color environment utility cooking-appliance	0.989 0.985 0.955 0.917 0.908 0.778
B000IW9J20	oven stainless-steel cooking-appliance cooking-tools cookingware cooking-utensil	0.996 0.994 0.99 0.987 0.985 0.92
B0036ZZOM0	plate color dinnerware utensils accessories	0.991 0.989 0.971 0.773 0.588
B001MSYWQW	tool canister	0.955 0.699
B00H889MGK	organic health vegetable supplement	0.993 0.98 0.979 0.878
B00FGUXWOK	cookingware set utensils dinnerware glassware silverware cooking-utensil	0.986 0.982 0.981 0.98 0.975 0.974 0.957
B00JTSEI1Q	design home-decor ceramic	0.982 0.966 0.525
B00B7871DS	vacuum cleaning accessories air-purifier	0.99 0.984 0.594 0.52
B00382SMVG	bedding fabric comfort	0.981 0.936 0.893
B00C878UL4	flavor sweetener snack sugar dairy	0.978 0.931 0.925 0.645 0.626
B00BIEU5PC	coffee brewing ground coffee-beans	0.993 0.947 0.944 0.887
B00FH22UAO	cookingware stainless-steel cooking-tools cooking-utensil dinnerware utensils glassware silverware	0.996 0.996 0.994 0.98 0.962 0.946 0.754 0.606
B00IWSQCFE	cookingware oven cooking-tools cast-iron dinnerware stainless-steel	0.994 0.992 0.989 0.981 0.909 0.72
B005GZ1WXI	food scale cooking-appliance cooking-tools food-preparation cookingware	0.996 0.995 0.962 0.942 0.914 0.703
B0085C96DC	cookingware cooking stainless-steel silverware dinnerware cooking-utensil utensils glassware	0.995 0.992 0.991 0.982 0.981 0.954 0.889 0.871
B0056CA6JC	stainless-steel cookingware cooking set dinnerware utensils glassware silverware	0.997 0.996 0.996 0.981 0.97 0.968 0.847 0.789
B00G00BTY0	cleaning handheld cooking-tools	0.993 0.979 0.889
B00G00BT1S	cleaning utility cooking-appliance	0.992 0.925 0.906
B00IC55SNY	bag fabric accessories	0.993 0.975 0.788
B00J4FUCAA	utensils cooking-tools cooking-utensil silicone cookingware dinnerware glassware silverware	0.993 0.993 0.991 0.99 0.986 0.824 0.77 0.68
B00I8RXWXE	glassware stainless-steel utensils cup dinnerware	0.991 0.989 0.888 0.753 0.709
B00J3M78GA	silicone utensils cooking-utensil cooking-tools cookingware dinnerware glassware silverware	0.992 0.991 0.989 0.989 0.984 0.812 0.793 0.775
B00IT26M8K	cleaning utility accessories	0.994 0.924 0.766
B00KDV5RZY	cooking-tools cooking-utensil silicone utensils cookingware accessories dinnerware silverware	0.991 0.987 0.985 0.985 0.979 0.816 0.711 0.702
B0012OV890	flavor chili spice spicy	0.988 0.987 0.983 0.89
B004USLLRE	coffee coffee-maker brewing cooking-appliance cup	0.996 0.994 0.981 0.973 0.887
B000ENUC3S	fruit dessert snack baked	0.966 0.952 0.931 0.792
B00IOD354I	vacuum accessories cleaning bag handheld	0.979 0.961 0.928 0.927 0.868
B003A09ARG	toaster stainless-steel cooking-tools cooking-appliance cookingware bread	0.997 0.988 0.987 0.985 0.98 0.976
B003LS1MO6	accessories pan	0.919 0.654
B008R3F0J8	vacuum cleaning handheld electric accessories	0.994 0.974 0.973 0.97 0.641
B00004SU35	cooking-appliance cookingware cooking-tools	0.979 0.924 0.922
B00GNU6MFI	sweetener organic sugar supplement	0.993 0.991 0.78 0.688
B008K9H5JW	gourmet grain	0.968 0.932
B0030HRU26	glassware cup brewing	0.984 0.931 0.853
B00EIK7ZW4	comfort cup brewing	0.96 0.872 0.864
B00GVM64Y2	glassware cup brewing	0.978 0.916 0.905
B00GJD9JIQ	baking cooling cookingware oven bakery baking-pans	0.99 0.989 0.979 0.952 0.94 0.835
B004RLNEOC	storage food glassware cookingware dinnerware	0.994 0.987 0.974 0.838 0.704
B00005AWCA	nonstick cookingware cooking-appliance cooking-tools pan cooking-utensil baking-pans	0.993 0.988 0.986 0.984 0.984 0.974 0.972
B004T6EKBQ	coffee coffee-maker brewing cup black color	0.997 0.996 0.982 0.964 0.963 0.906
B00851TPAM	blender cooking-appliance cooking-tools glassware brewing	0.993 0.979 0.978 0.942 0.836
B003XVKHMY	bedding fabric design	0.99 0.605 0.532
B00BZAI6QE	sweetener cocoa milk	0.913 0.591 0.537
B00H70KMTA	cooking crock-pot cookingware slow-cooker cooking-appliance blue dinnerware stainless-steel	0.991 0.989 0.988 0.986 0.984 0.976 0.846 0.824
B00FBPHFHA	vegetable fruit	0.987 0.983
B00CQFMR12	tool cooking-tools electric grill knife blender	0.915 0.891 0.813 0.711 0.708 0.63
B00004WHWV	stainless-steel cup glassware coffee cookingware brewing	0.996 0.985 0.953 0.818 0.751 0.657
B00DBTP02A	cleaning	0.991
B00CJGHJ0W	nonstick cookingware cooking-tools cooking-utensil dinnerware utensils pan baking-pans	0.996 0.996 0.985 0.969 0.963 0.939 0.86 0.755
B009347P8O	grill food cooking cooking-appliance cookingware cooking-tools pan dinnerware	0.983 0.981 0.977 0.972 0.968 0.955 0.877 0.856
B00AZBIYRA	cleaning vacuum utility accessories filter	0.989 0.987 0.864 0.759 0.515
B00CMJ1XA8	stainless-steel cookingware cooking-tools cooking-appliance grill cooking-utensil dinnerware	0.998 0.985 0.983 0.982 0.973 0.942 0.72
B008SYVF3Q	grain snack	0.951 0.605
B00ECIX4HW	scale glassware cooking-appliance cookingware cooking-tools	0.992 0.969 0.874 0.812 0.788
B0091SFDAO	dinnerware cookingware glassware set utensils silverware cooking-utensil	0.996 0.987 0.985 0.983 0.962 0.94 0.864
B008AK8766	cooking-tools cooking-utensil cooking cooking-appliance cookingware knife	0.985 0.982 0.978 0.974 0.972 0.948
B00EUXNC2G	storage water tool handheld bag	0.883 0.844 0.687 0.582 0.555
B00JPPO6LA	vacuum canister cooking-appliance air-purifier	0.993 0.978 0.667 0.531
B005K0L2U2	coffee brewing coffee-maker	0.968 0.928 0.61
B00430743E	blender handheld black accessories nonstick stainless-steel	0.99 0.976 0.966 0.934 0.619 0.525
B00KBQ1OHQ	silicone baking-pans nonstick cookingware pan baking mold utensils	0.991 0.98 0.98 0.977 0.965 0.957 0.951 0.878
B00KCFDB4U	mold silicone glassware	0.984 0.974 0.84
B004YWEY8E	cookingware nonstick cooking-tools cooking-utensil dinnerware utensils glassware	0.996 0.992 0.99 0.98 0.961 0.959 0.794
B003YPODEM	nonstick cookingware baking-pans cooking-utensil pan utensils dinnerware glassware	0.996 0.993 0.982 0.963 0.945 0.941 0.937 0.926
B000Z4UYPW	toaster cooking-tools bread bakery	0.994 0.973 0.93 0.535
B00IOD3HCI	vacuum canister accessories bag handheld	0.977 0.961 0.96 0.901 0.682
B0093JW3CM	nonstick cookingware cooking-tools pan cooking-utensil baking-pans utensils dinnerware	0.99 0.988 0.984 0.968 0.968 0.962 0.94 0.923
B00FPSL0FG	vacuum handheld accessories nonstick canister	0.984 0.945 0.921 0.65 0.523
B00FPSILX0	vacuum electric handheld accessories	0.99 0.98 0.967 0.788
B00I8Q30R8	cooling filter	0.815 0.563
B004S67UJG	cutting-board cutting tool cooking-tools collapsible design	0.991 0.974 0.929 0.927 0.822 0.65
B002FYYZ7I	vacuum handheld cleaning bag electric	0.987 0.972 0.966 0.926 0.909
B00CYLYKJA	electric utility cooling vacuum	0.966 0.897 0.743 0.593
B00840EG5S	cookingware collapsible dinnerware accessories glassware utensils	0.948 0.944 0.911 0.879 0.861 0.559
B005DSEWYE	stainless-steel utensils dinnerware cookingware silverware cooking-utensil glassware cooking-tools	0.995 0.986 0.984 0.977 0.974 0.954 0.952 0.948
B000063YA3	cookingware nonstick cooking-tools cooking-appliance cooking-utensil oven pan baking-pans	0.993 0.991 0.985 0.961 0.961 0.949 0.887 0.86
B00451B7TI	oven toaster cooking cooking-appliance cookingware cooking-tools baking bread	0.993 0.992 0.987 0.986 0.982 0.982 0.966 0.93
B0016HK5A6	glassware set dinnerware utensils porcelain silverware	0.99 0.984 0.963 0.95 0.933 0.533
B004P1I80Y	home-decor comfort bedding fabric	0.962 0.954 0.805 0.793
B00FXNAAW2	fabric black set accessories comfort	0.986 0.98 0.955 0.942 0.751
B005K4Q1YA	coffee brewing coffee-maker	0.99 0.964 0.797
B00CYDGTQK	cleaning cooking-tools tool utensils dinnerware knife silverware stainless-steel	0.988 0.987 0.981 0.965 0.913 0.764 0.611 0.606
B004I8VBRQ	fabric cookingware cooking-tools accessories utensils dinnerware	0.991 0.957 0.927 0.919 0.835 0.773
B005GPMQ2O	dinnerware cookingware glassware set utensils silverware cooking-utensil cooking-tools	0.997 0.988 0.981 0.98 0.958 0.934 0.863 0.556
B00338DSQ4	pasta spaghetti dining	0.995 0.992 0.935
B00BKBPPGW	black cooking-tools food-preparation glassware dinnerware	0.962 0.949 0.929 0.827 0.585
B009REFSJI	scale electronic accessories handheld design	0.99 0.97 0.892 0.791 0.745
B00AYCUMU2	cookingware nonstick cooking-tools cooking-utensil utensils dinnerware baking-pans	0.997 0.997 0.994 0.982 0.961 0.957 0.88
B007JNNQ6Q	coffee coffee-maker brewing black cooking-appliance cup stainless-steel	0.994 0.993 0.983 0.957 0.95 0.902 0.517
B004U8QDYK	knife silverware cooking-tools utensils cooking-utensil cutting dinnerware	0.994 0.989 0.988 0.987 0.98 0.979 0.69
B004M1801Y	storage vacuum cooking-appliance food-preparation cooking-tools canister	0.994 0.988 0.973 0.961 0.898 0.646
B004F7AR02	vacuum cleaning bag electric handheld accessories	0.989 0.968 0.943 0.866 0.768 0.742
B005D62ZQS	glassware brewing coffee-maker coffee cookingware	0.931 0.918 0.893 0.557 0.514
B00IABURGI	air-purifier cleaning filter vacuum	0.995 0.985 0.983 0.802
B008TV3S1K	coffee coffee-maker brewing black stainless-steel cup	0.991 0.99 0.982 0.949 0.786 0.729
B004JHXXAE	cooking cookingware baking-pans pan grill	0.985 0.985 0.984 0.98 0.969
B00EO1AQUU	blender cooking-appliance cooking-tools food-preparation electric	0.992 0.978 0.975 0.968 0.95
B00DNJ6N9M	utility canister lock aluminum water	0.828 0.754 0.727 0.591 0.517
B000LKXRNQ	water coconut fruit cocoa juice health	0.992 0.983 0.963 0.951 0.903 0.789
B0029XDZKI	kitchen coffee brewing coffee-maker	0.981 0.979 0.926 0.828
B00430744S	kettle cooking-appliance brewing coffee-maker stainless-steel	0.992 0.98 0.965 0.948 0.832
B001BFFVO8	vacuum canister cleaning bag environment air-purifier	0.979 0.965 0.942 0.922 0.855 0.616
B00DYSP244	stainless-steel oven cast-iron cooling kettle	0.819 0.733 0.651 0.619 0.518
B001EU1GYE	cooking cooking-appliance cooking-tools grill	0.99 0.987 0.984 0.809
B00ETK4VB6	milk dairy natural energy-drink sweetener supplement	0.989 0.97 0.963 0.702 0.634 0.501
B00HNUFSLG	cleaning vacuum accessories handheld	0.995 0.993 0.618 0.528
B00ESDVSTW	slow-cooker cooking cooking-appliance cookingware storage crock-pot	0.985 0.985 0.977 0.972 0.964 0.873
B00E3E34AC	cooking crock-pot cooking-appliance slow-cooker cooking-tools cookingware cooking-utensil	0.992 0.987 0.986 0.983 0.981 0.98 0.958
B000N4WMUE	oven cookingware baking-pans cooking-utensil dinnerware ceramic	0.991 0.983 0.953 0.946 0.791 0.709
B005GL5S8C	vacuum cleaning bag accessories	0.984 0.944 0.936 0.756
B0083VCY16	toaster breakfast stainless-steel cookingware bread dinnerware pan silverware	0.993 0.984 0.979 0.977 0.958 0.772 0.705 0.586
B006LMVOC4	kettle cooking-appliance brewing cooling coffee-maker stainless-steel	0.988 0.948 0.929 0.899 0.835 0.815
B009A1TL0U	cutlery utensils cooking-tools cookingware cooking-utensil silverware dinnerware knife	0.997 0.991 0.988 0.987 0.983 0.981 0.979 0.955
B004EBUWHM	coffee coffee-maker brewing cooking-appliance cup	0.981 0.967 0.956 0.92 0.737
B000YT2XOI	cooking cooking-appliance cooking-tools cookingware dinnerware	0.985 0.979 0.973 0.968 0.565
B00KW1ZDCM	mold glassware cookingware utensils	0.99 0.967 0.809 0.651
B00F0RBF3E	grill cooking cooking-appliance cooking-tools cookingware food-preparation oven	0.987 0.98 0.979 0.966 0.966 0.943 0.913
B003D4F18G	tea decaffeinate coffee	0.994 0.928 0.883
B005VUILWI	sweetener organic flavor sweet-treat supplement	0.994 0.983 0.94 0.938 0.573
B005GYUOQA	pan nonstick cookingware baking-pans cooking-utensil cooking-tools cooking-appliance utensils	0.995 0.992 0.988 0.978 0.973 0.972 0.966 0.845
B001F51AP8	bag cleaning white fabric color bedding blue	0.994 0.984 0.982 0.981 0.976 0.779 0.675
B00KC0LGI8	grain dinner dining snack breakfast granola cereal	0.952 0.856 0.853 0.786 0.737 0.554 0.544
B001ASMGNU	blender glassware black brewing	0.995 0.982 0.962 0.821
B004XJWQZQ	stainless-steel kettle cookingware brewing coffee-maker	0.996 0.993 0.983 0.976 0.975
B008JCGK6Y	cutlery knife cooking-tools utensils silverware cookingware dinnerware	0.994 0.988 0.98 0.971 0.971 0.897 0.61
B00H4WN2O8	coffee canister brewing coffee-maker	0.993 0.992 0.963 0.887
B00G20M7KI	accessories collection glassware	0.834 0.751 0.723
B00JZKZPMO	silicone spatula utensils cooking-utensil design cookingware silverware dinnerware	0.991 0.989 0.988 0.979 0.971 0.903 0.774 0.725
B004GUTTK2	cookingware nonstick cooking-tools cooking-utensil utensils dinnerware glassware baking-pans	0.995 0.995 0.991 0.978 0.963 0.951 0.912 0.875
B003ZDNKR4	juicer fruit tool cooking-tools brewing	0.992 0.951 0.949 0.945 0.789
B0053XMUDE	plate cooking-appliance cookingware cast-iron stainless-steel	0.931 0.923 0.889 0.614 0.606
B00BIEU9M6	coffee coffee-beans brewing	0.997 0.993 0.972
B00FGUY3DO	cookingware baking glassware dinnerware ceramic bakery	0.988 0.984 0.982 0.976 0.976 0.883
B006BA7MM2	silicone kettle collapsible cooking-tools cookingware	0.986 0.982 0.97 0.96 0.943
B00CQBLPJ6	grain	0.911
B00HHLNRVE	stainless-steel cooking-tools food-preparation cooking cooking-appliance cookingware	0.981 0.945 0.944 0.943 0.917 0.887
B002MZYZHU	coffee coffee-maker brewing cooking-appliance glassware cup	0.997 0.996 0.988 0.97 0.94 0.84
B004P1I7HI	comfort home-decor bedding fabric	0.954 0.915 0.786 0.714
B004PEIY7I	oven cooking cooking-appliance cooking-tools cookingware baking cooking-utensil baking-pans	0.997 0.996 0.992 0.986 0.984 0.981 0.732 0.621
B005BQ9ZPO	cookingware dinnerware glassware porcelain	0.99 0.971 0.967 0.832
B000YMOXKC	food-preparation cooking food breakfast	0.977 0.921 0.918 0.573
B001BXM2LU	cooking-appliance cookingware cooking cooking-tools black bakery oven coffee-maker	0.983 0.979 0.972 0.969 0.951 0.875 0.673 0.643
B0067D7CH8	air-purifier filter vacuum	0.996 0.992 0.862
B007JNNPJ4	stainless-steel cooking-tools cooking-appliance cooking cookingware cooking-utensil	0.992 0.986 0.984 0.983 0.977 0.964
B00EU86GPQ	cooking slow-cooker food cooking-appliance cooking-tools cookingware crock-pot	0.991 0.986 0.982 0.978 0.976 0.974 0.898
B001H0FHXW	coffee flavor brewing coffee-maker espresso	0.986 0.95 0.934 0.733 0.608
B001H0FHZA	coffee flavor brewing espresso coffee-maker cocoa	0.981 0.955 0.925 0.886 0.665 0.509
B001H0FI22	coffee flavor brewing coffee-maker cocoa	0.983 0.966 0.941 0.592 0.563
B001FA21Q0	coffee coffee-maker brewing black cooking-appliance cup	0.997 0.995 0.984 0.973 0.896 0.839
B0091IQ4SY	cookingware cooling brewing	0.78 0.778 0.689
B00IA2EKIS	white cookingware	0.965 0.958
B001EO5Q64	organic coconut health supplement	0.991 0.983 0.959 0.639
B00CJATW9Y	cookingware cooking-tools nonstick cooking-utensil cooking-appliance dinnerware utensils baking-pans	0.997 0.993 0.993 0.986 0.979 0.965 0.95 0.89
B00004OCK0	stainless-steel utensils cooking-tools cooking-utensil cookingware silverware lock knife	0.993 0.991 0.984 0.983 0.977 0.958 0.949 0.513
B006G0XP46	fabric dinnerware cookingware glassware cooking-appliance utensils	0.988 0.918 0.873 0.642 0.609 0.569
B006OP8XMC	coffee stainless-steel brewing coffee-maker cooking-appliance cup	0.986 0.984 0.982 0.981 0.979 0.754
B000C3S6VU	cooking-tools handheld white utensils accessories blender	0.985 0.983 0.978 0.973 0.942 0.708
B008R3ER0Q	vacuum electric utility	0.982 0.962 0.672
B00FEZ88IC	stainless-steel blue glassware cookingware dinnerware utensils	0.996 0.963 0.91 0.898 0.885 0.594
B007KAYU68	coffee-maker coffee brewing cooking-appliance cup	0.988 0.987 0.977 0.975 0.71
B00IABVU32	air-purifier cleaning filter vacuum	0.994 0.985 0.98 0.764
B00GGC7V6M	bag color fabric bedding	0.992 0.986 0.974 0.876
B00DDT116M	organic tea supplement	0.983 0.981 0.681
B00HES9CMS	cocoa organic chocolate supplement	0.993 0.991 0.936 0.877
B003DNRGAS	oven cooking cooking-appliance cooking-tools cookingware sharp cooking-utensil	0.988 0.986 0.984 0.972 0.97 0.894 0.811
B009ZJ2M7G	cleaning vacuum tool	0.99 0.944 0.821
B0084P56TI	bag cleaning vacuum accessories air-purifier canister	0.975 0.961 0.952 0.676 0.565 0.528
B004ZLCO8G	juicer stainless-steel accessories silverware brewing	0.993 0.942 0.657 0.619 0.539
B00CB047XI	juicer stainless-steel cooking-tools cooking-appliance	0.993 0.993 0.962 0.959
B00EFZJ1AG	kettle cookingware brewing ceramic	0.985 0.958 0.857 0.578
B00IO9U06I	cleaning tool vacuum	0.993 0.962 0.922
B001I902HS	vacuum cleaning canister bag utility handheld accessories	0.99 0.989 0.972 0.917 0.908 0.833 0.692
B00FEC2IRM	cooking cooking-appliance	0.94 0.911
B00292BKUG	food-preparation cooking-tools cookingware brewing blender	0.982 0.967 0.872 0.734 0.6
B0042H5OVM	cookingware nonstick cooking-utensil dinnerware utensils baking-pans glassware	0.997 0.995 0.981 0.961 0.959 0.877 0.543
B003BYRDK2	home-decor bedding glassware cookingware	0.962 0.889 0.706 0.598
B00004OCIX	utensils tool cup nonstick	0.964 0.931 0.79 0.65
B00004R936	coffee coffee-maker brewing cup black stainless-steel color	0.998 0.996 0.988 0.962 0.957 0.698 0.609
B003LXY2HA	coffee coffee-maker brewing cup	0.955 0.916 0.905 0.762
B008711F5I	cookingware nonstick dinnerware ceramic cooking-utensil glassware silverware	0.994 0.991 0.985 0.981 0.973 0.945 0.637
B00067REBU	bread baking cooking-tools cookingware bakery oven	0.996 0.989 0.98 0.974 0.884 0.646
B0009ONZ8G	cleaning vacuum bag storage tool canister	0.98 0.979 0.976 0.974 0.883 0.607
B008J8MKP8	cooking cooking-appliance slow-cooker cookingware cooking-tools cooling crock-pot	0.994 0.988 0.986 0.984 0.982 0.969 0.821
B00BQ8PPC8	cookingware cooking nonstick cooking-tools cooking-utensil utensils dinnerware silverware	0.996 0.995 0.991 0.989 0.979 0.955 0.952 0.593
B003Z6W32E	coffee brewing coffee-maker	0.992 0.973 0.752
B0043XYLAA	coffee coffee-maker cup brewing stainless-steel	0.993 0.992 0.962 0.957 0.739
B008MQ962W	stainless-steel cooking-appliance blue cookingware color cast-iron	0.974 0.93 0.923 0.9 0.895 0.523
B0010UOGWM	sweetener soda health sugar	0.964 0.925 0.817 0.552
B00FXNABZS	fabric color black set accessories	0.991 0.984 0.98 0.937 0.901
B00KB7KNRM	cooking-tools handheld glassware cooking-appliance cookingware	0.949 0.919 0.867 0.834 0.828
B00FBPHDN6	fruit banana apple	0.991 0.972 0.896
B00HG84YQU	nonstick cookingware cooking-appliance black ceramic cast-iron	0.971 0.943 0.931 0.899 0.866 0.524
B001F5RQQ0	stainless-steel cooking-tools cooking-appliance cookingware cooking-utensil cast-iron nonstick	0.98 0.974 0.971 0.948 0.947 0.639 0.515
B0056CA5KC	cookingware cooking porcelain ceramic cooking-utensil set utensils silverware	0.996 0.993 0.991 0.989 0.973 0.973 0.965 0.572
B003OAB6YM	vacuum bag canister cleaning accessories filter	0.969 0.96 0.953 0.909 0.7 0.575
B000ND1YRW	stainless-steel cutlery	0.995 0.631
B0037KLG5I	accessories comfort bedding cooling	0.911 0.859 0.859 0.603
B00DNJ5KXC	vacuum storage canister cleaning accessories bag air-purifier	0.984 0.978 0.966 0.938 0.842 0.784 0.544
B007HQZPAA	handheld cooking-appliance cooking-tools cooking cookingware utility	0.97 0.964 0.96 0.933 0.879 0.767
B00489QJUE	cooking cooking-appliance cooking-tools cookingware	0.988 0.985 0.978 0.973
